import { MAX_RESPONSES } from '../domain/submission.js';
import { idSchema } from '../domain/text.js';
import { partOfPair, rowSubject } from './row-subject.js';
import { pairKey } from './sheet-row.js';
import type { TabName } from './tab-name.js';

/** Whether a key could be one of ours: what people type into the key column for themselves mostly could not. */
export function hasOwnForm(tab: TabName, key: string): boolean {
  const subject = rowSubject(tab, key);
  if (subject === undefined || !idSchema.safeParse(subject.id).success) return false;
  switch (tab) {
    case 'responses': {
      const index = key.slice(subject.id.length + 1);
      return /^(0|[1-9]\d*)$/.test(index) && Number(index) < MAX_RESPONSES;
    }
    case 'course_statistics':
    case 'course_progress':
      return isPair(key);
    case 'profiles':
    case 'engagement':
      return true;
    default:
      return tab satisfies never;
  }
}

/** Written exactly as `pairKey` writes it. The course may be called anything. */
function isPair(key: string): boolean {
  const first = partOfPair(key, 0) ?? '';
  const second = partOfPair(key, 1) ?? '';
  return second !== '' && pairKey(first, second) === key;
}
