import type { Drive } from '../model/drive.ts';
import type { Permission } from '../model/drive-file.ts';
import { wholePermission } from '../render/drive-permission.ts';
import { DriveError } from './drive-error.ts';
import { fileOf } from './drive-operations.ts';
import type { ApiCall, Operation } from './operation.ts';

const TYPES = ['user', 'group', 'domain', 'anyone'] as const;
const ROLES = ['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader'] as const;

const bodyOf = (call: ApiCall): Readonly<Record<string, unknown>> =>
  (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Readonly<Record<string, unknown>>;

const oneOf = <T extends string>(value: unknown, choices: readonly T[], field: string): T => {
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  const what =
    value === undefined ? `The permission ${field} field is required.` : `The specified ${field} is invalid.`;
  throw new DriveError(400, value === undefined ? 'required' : 'invalid', what, `permission.${field}`);
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const flagOf = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const flagsOf = (body: Readonly<Record<string, unknown>>) => ({
  allowFileDiscovery: flagOf(body['allowFileDiscovery']),
  pendingOwner: flagOf(body['pendingOwner']),
});

const brief = (permission: Permission): unknown => {
  const { id, type, role } = permission;
  return { kind: 'drive#permission', id, type, role };
};

const answer = (permission: Permission, call: ApiCall): unknown =>
  call.query.text('fields') === undefined ? brief(permission) : wholePermission(permission);

const permissionOf = (drive: Drive, call: ApiCall): Permission => {
  const id = call.params['permissionId'] ?? '';
  const found = fileOf(drive, call).permissions.find((permission) => permission.id === id);
  if (found === undefined)
    throw new DriveError(404, 'notFound', `Permission not found: ${id}.`, 'permissionId');
  return found;
};

const setPermissions = (drive: Drive, call: ApiCall, permissions: readonly Permission[]): void =>
  drive.put({ ...fileOf(drive, call), permissions });

const create: Operation['run'] = (drive, call) => {
  const body = bodyOf(call);
  const type = oneOf(body['type'], TYPES, 'type');
  const role = oneOf(body['role'], ROLES, 'role');
  const emailAddress = textOf(body['emailAddress']);
  const domain = textOf(body['domain']);
  if ((type === 'user' || type === 'group') && emailAddress === undefined) {
    throw new DriveError(
      400,
      'invalid',
      'The specified emailAddress is invalid or not applicable for the given permission type.',
      'permission.emailAddress',
    );
  }
  const { permissions } = fileOf(drive, call);
  const same = permissions.find(
    (each) => each.type === type && each.emailAddress === emailAddress && each.domain === domain,
  );
  const id = same?.id ?? (type === 'anyone' ? 'anyoneWithLink' : call.random.text(20));
  const { allowFileDiscovery, pendingOwner } = flagsOf(body);
  const made: Permission = { id, type, role, emailAddress, domain, allowFileDiscovery, pendingOwner };
  setPermissions(drive, call, [...permissions.filter((each) => each !== same), made]);
  return answer(made, call);
};

const list: Operation['run'] = (drive, call) => ({
  kind: 'drive#permissionList',
  permissions: fileOf(drive, call).permissions.map((permission) => answer(permission, call)),
});

const get: Operation['run'] = (drive, call) => answer(permissionOf(drive, call), call);

const update: Operation['run'] = (drive, call) => {
  const old = permissionOf(drive, call);
  const body = bodyOf(call);
  const role = oneOf(body['role'], ROLES, 'role');
  const { pendingOwner = old.pendingOwner } = flagsOf(body);
  const changed: Permission = { ...old, role, pendingOwner };
  const { permissions } = fileOf(drive, call);
  setPermissions(
    drive,
    call,
    permissions.map((each) => (each === old ? changed : each)),
  );
  return answer(changed, call);
};

const remove: Operation['run'] = (drive, call) => {
  const gone = permissionOf(drive, call);
  const { permissions } = fileOf(drive, call);
  setPermissions(
    drive,
    call,
    permissions.filter((each) => each !== gone),
  );
  return undefined;
};

const ALL = '/drive/v3/files/{fileId}/permissions';
const ONE = `${ALL}/{permissionId}`;

const operation = (
  name: string,
  verb: Operation['verb'],
  path: string,
  run: Operation['run'],
): Operation => ({
  id: `drive.permissions.${name}`,
  verb,
  path,
  kind: 'other',
  changes: verb !== 'GET',
  run,
});

const comments: Operation['run'] = (drive, call) => {
  fileOf(drive, call);
  return { kind: 'drive#commentList', comments: [] };
};

/** The methods of a file's permissions. They are kept and answered; what callers may do is said by `access`. */
export const permissionOperations: readonly Operation[] = [
  operation('create', 'POST', ALL, create),
  operation('list', 'GET', ALL, list),
  operation('get', 'GET', ONE, get),
  operation('update', 'PATCH', ONE, update),
  operation('delete', 'DELETE', ONE, remove),
];

/** A file has no comments here: the list is always empty. */
export const commentOperation: Operation = {
  id: 'drive.comments.list',
  verb: 'GET',
  path: '/drive/v3/files/{fileId}/comments',
  kind: 'other',
  changes: false,
  run: comments,
};
