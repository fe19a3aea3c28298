import type { Permission } from '../model/drive-file.ts';
import { withoutUnset } from './unset.ts';

/** What Drive calls somebody: a person by the first part of the address, a program by all of it. */
export const displayName = (address: string): string =>
  address.endsWith('.gserviceaccount.com') ? address : (address.split('@')[0] ?? address);

/** All that Drive answers of a permission, for a `fields` mask to choose from. */
export const wholePermission = (permission: Permission): Readonly<Record<string, unknown>> => {
  const { id, type, role, emailAddress, domain, allowFileDiscovery } = permission;
  const isSomebody = type === 'user' || type === 'group';
  return withoutUnset({
    kind: 'drive#permission',
    id,
    displayName: isSomebody && emailAddress !== undefined ? displayName(emailAddress) : domain,
    type,
    emailAddress,
    domain,
    role,
    allowFileDiscovery: isSomebody ? undefined : (allowFileDiscovery ?? false),
    deleted: isSomebody ? false : undefined,
    pendingOwner: type === 'user' ? (permission.pendingOwner ?? false) : undefined,
  });
};
