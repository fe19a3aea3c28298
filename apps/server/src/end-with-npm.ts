const LOOK_EVERY_MS = 500;

/** Taken as early as can be: it may end at any moment. */
const PARENT = process.ppid;

/**
 * `npm start` told to end kills the shell between itself and us, and tells us nothing: the service would go on with
 * nobody to stop it. So a process that npm started takes the end of its parent for a SIGTERM.
 */
export function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const look = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(look);
    process.emit('SIGTERM', 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
}
