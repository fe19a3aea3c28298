import type { ChangeKind } from '../ports/pending-changes.js';
import type { TabName } from './tab-name.js';

/** The document whose change writes a row again: what to make pending so that the row is mended. */
export interface RowSubject {
  readonly kind: Extract<ChangeKind, 'submission' | 'learner' | 'session'>;
  readonly id: string;
}

/** Reads the subject out of a row key; `undefined` for a key that is none of ours. */
export function rowSubject(tab: TabName, key: string): RowSubject | undefined {
  switch (tab) {
    case 'responses': {
      const end = key.lastIndexOf(':');
      return end > 0 ? { kind: 'submission', id: key.slice(0, end) } : undefined;
    }
    case 'profiles':
      return { kind: 'learner', id: key };
    case 'course_statistics':
    case 'course_progress':
      return firstOfPair(key);
    case 'engagement':
      return { kind: 'session', id: key };
    default:
      return tab satisfies never;
  }
}

function firstOfPair(key: string): RowSubject | undefined {
  const end = key.indexOf('/');
  if (end <= 0) return undefined;
  try {
    return { kind: 'learner', id: decodeURIComponent(key.slice(0, end)) };
  } catch {
    return undefined; // Somebody typed into the key column.
  }
}
