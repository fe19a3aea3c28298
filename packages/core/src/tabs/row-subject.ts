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
  const id = partOfPair(key, 0);
  return id === undefined || id === '' ? undefined : { kind: 'learner', id };
}

/** The course a CourseProgress key is about; `undefined` for other tabs. */
export function courseOfKey(tab: TabName, key: string): string | undefined {
  return tab === 'course_progress' ? partOfPair(key, 1) : undefined;
}

/** One half of a key made by `pairKey`; `undefined` when it is none. */
export function partOfPair(key: string, index: 0 | 1): string | undefined {
  const parts = key.split('/');
  if (parts.length !== 2) return undefined;
  try {
    return decodeURIComponent(parts[index] ?? '');
  } catch {
    return undefined; // Somebody typed into the key column.
  }
}
