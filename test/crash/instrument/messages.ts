import type { KillPoint } from '../kill-points.ts';
import type { Ambush } from './passage.ts';

/** What the harness tells the process under test. */
export type Order =
  | { readonly type: 'arm'; readonly ambush: Ambush }
  | { readonly type: 'disarm' }
  | { readonly type: 'go on' }
  | { readonly type: 'ask' };

/** What it hears. */
export type Notice =
  /** Armed, or disarmed. */
  | { readonly type: 'armed' }
  | { readonly type: 'held'; readonly point: KillPoint }
  /** Whether the armed point has been passed since. */
  | { readonly type: 'answer'; readonly passed: boolean };
