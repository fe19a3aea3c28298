/**
 * The name of the one named range whose id is the revision. A range's id never changes, can be chosen when it is added
 * and must be there to be deleted: so a batch that deletes the id it was planned for applies on that revision alone.
 */
export const REVISION_RANGE = 'quiz_sync_revision';
