import { say } from './elements.js';
import { ago, count, countOf, dateTime, span } from './words.js';

const KINDS = {
  submission: ['submission', 'submissions'],
  completion: ['completion', 'completions'],
  learner: ['learner', 'learners'],
  course: ['course', 'courses'],
  session: ['session', 'sessions'],
};

/** The four numbers below the state. */
export function showNumbers(status) {
  const { last_success_at: success, quota } = status;
  say('responses', count(status.responses));
  say('submissions', `in ${countOf(status.submissions, 'submission', 'submissions')}`);
  say('pending', count(status.pending.total));
  say('pending-detail', pendingDetail(status));
  say('last-success', success === null ? 'never' : ago(success));
  say('last-success-detail', success === null ? 'no run has ended well yet' : dateTime(success));
  say('quota', `${count(quota.calls_left)} of ${count(quota.calls_at_most)}`);
  say('quota-detail', quotaDetail(quota));
}

function pendingDetail({ pending, progress, oldest_pending_since: since }) {
  if (progress !== null) return `${count(progress.done)} of ${count(progress.total)} changes written`;
  if (pending.total === 0) return 'nothing is on its way';
  const kinds = Object.entries(KINDS)
    .filter(([kind]) => pending[kind] > 0)
    .map(([kind, [one, many]]) => countOf(pending[kind], one, many));
  const oldest = since === null ? [] : [`the oldest for ${span(Date.now() - Date.parse(since))}`];
  return [...kinds, ...oldest].join(', ');
}

function quotaDetail({ last_hit: hit, calls_per_minute: perMinute }) {
  if (hit === null) return `${count(perMinute)} more each minute`;
  const whose = hit.per === 'project' ? 'the project’s ' : hit.per === 'user' ? 'the account’s ' : '';
  return `${whose}${hit.calls ?? ''} quota was used up ${ago(hit.at)}`;
}
