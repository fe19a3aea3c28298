/** The oldest Node that has everything used here; as `engines` in package.json says. */
const OLDEST = { major: 22, minor: 13 };

/** What to say when this Node (`22.13.0`) is too old; otherwise nobody would know what the errors of it mean. */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  return enough
    ? undefined
    : `needs Node.js ${OLDEST.major}.${OLDEST.minor} or newer, and this is ${version}`;
}

/** What mends it. */
export const NEWER_NODE = 'Install the newest Node.js of https://nodejs.org.';
