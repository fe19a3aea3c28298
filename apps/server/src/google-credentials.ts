import type { GoogleCredentials } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';

/** Who the configuration says we are to Google: a key file, an address with its key, or whatever the machine offers. */
export function googleCredentials(configuration: Configuration): GoogleCredentials {
  const { googleCredentialsFile, googleClientEmail, googlePrivateKey } = configuration;
  if (googleCredentialsFile !== undefined)
    return { type: 'service_account_file', path: googleCredentialsFile };
  if (googleClientEmail !== undefined && googlePrivateKey !== undefined)
    return { type: 'service_account', clientEmail: googleClientEmail, privateKey: googlePrivateKey };
  return { type: 'application_default' };
}
