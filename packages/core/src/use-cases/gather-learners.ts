import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import type { Settings } from '../settings.js';
import { courseIdsOf } from '../statistics/course-of.js';
import { type LearnerStatistics, learnerStatistics } from '../statistics/learner-statistics.js';

/**
 * Computes the statistics of the given learners from what the store holds now, with a fixed number of queries however
 * many they are. Learners of whom nothing is stored are left out.
 */
export function gatherLearners(
  store: Store,
  settings: Settings,
  userIds: readonly string[],
): ResultAsync<LearnerStatistics[], StoreError> {
  return safeTry(async function* () {
    const tallies = new Map((yield* store.stats.learners(userIds)).map((tally) => [tally.user_id, tally]));
    const learners = new Map((yield* store.learners.findMany(userIds)).map((each) => [each.user_id, each]));
    const completions = Map.groupBy(yield* store.courses.completionsOf(userIds), (each) => each.user_id);
    const chats = yield* store.sessions.countChats(userIds);
    const courseIds = new Set<string>();
    for (const userId of userIds) {
      for (const id of courseIdsOf(tallies.get(userId), completions.get(userId) ?? [])) courseIds.add(id);
    }
    const courses = yield* store.courses.findMany([...courseIds]);
    const catalogue = new Map(courses.map((course) => [course.course_id, course]));
    const known = userIds.filter(
      (id) => tallies.has(id) || learners.has(id) || completions.has(id) || (chats.get(id) ?? 0) > 0,
    );
    return ok(
      known.map((userId) =>
        learnerStatistics({
          user_id: userId,
          tally: tallies.get(userId),
          learner: learners.get(userId),
          completions: completions.get(userId) ?? [],
          chats: chats.get(userId) ?? 0,
          catalogue,
          settings,
        }),
      ),
    );
  });
}
