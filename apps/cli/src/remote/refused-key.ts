import type { ServiceRefused } from '../failure.js';
import type { ServiceAddress } from './ask-service.js';

const NAME_IT = 'name it with --key-file FILE or in QUIZ_SYNC_API_KEY';

/**
 * A service that lets nobody in so speaks of headers, to whoever writes a client. Here a key is a file or a variable.
 * `undefined`: it said something else.
 */
export function refusedKey(code: string, { url, key }: ServiceAddress): ServiceRefused | undefined {
  const refused = (message: string, remedy: string): ServiceRefused => ({
    ...{ type: 'service_refused', code, message, remedy },
  });
  switch (code) {
    case 'authentication_required':
      return key === undefined
        ? refused(
            `The service at ${url} asks for an API key, and none was given.`,
            `Make one where the service runs, with quiz-sync keys create --scope admin, and ${NAME_IT}.`,
          )
        : refused(
            `The service at ${url} does not let the key in: it is mistyped, revoked or expired.`,
            `Look at quiz-sync keys list where the service runs; or make another with keys create, and ${NAME_IT}.`,
          );
    case 'access_not_set_up':
      return refused(
        `The service at ${url} lets nobody in yet who is not on its machine.`,
        `Make a first key where it runs, with quiz-sync keys create --scope admin, and ${NAME_IT}.`,
      );
    case 'insufficient_scope':
      return refused(
        `The key is let in at ${url}, but not to do this.`,
        `Make one where the service runs, with quiz-sync keys create --scope admin, and ${NAME_IT}.`,
      );
    default:
      return undefined;
  }
}
