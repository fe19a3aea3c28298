/**
 * What a caller may do. `submit`: tell what has happened, and who and what it was about. `read`: ask what came of it.
 * `admin`: operate, see everything, erase.
 */
export const SCOPES = ['submit', 'read', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** Whether somebody with these scopes may do what needs one. `admin` may do everything; the other two stand side by side. */
export function mayDo(scopes: readonly Scope[], needed: Scope): boolean {
  return scopes.includes(needed) || scopes.includes('admin');
}
