import type { AnyAuthClient, ExternalAccountClientOptions, gaxios } from 'google-auth-library';
import {
  checkedKey,
  type GoogleCredentials,
  type OtherKeyFile,
  readKeyFile,
  type ServiceAccountKey,
} from './credentials.js';

const TOKEN_URL = 'https://oauth2.googleapis.com/token';

/** A way to sign requests. */
export interface Access {
  /** The account to share spreadsheets with, when known. */
  readonly account: string | undefined;
  /** Headers for a request; asks for a token when there is none that will last. */
  headers(): Promise<Record<string, string>>;
  /** What must appear nowhere, whatever it looks like. */
  readonly secrets: readonly string[];
}

export interface AccessOptions {
  /** Where tokens come from, if not from Google. */
  readonly tokenUrl: string | undefined;
  /** For each request of its own. */
  readonly timeoutMs: number;
  /** What tokens are to allow. */
  readonly scopes: readonly string[];
}

/** For an emulator, which asks nobody who they are. */
export const openToAll: Access = {
  account: undefined,
  headers: () => Promise.resolve({}),
  secrets: [],
};

/** Rejects when the credentials are not there or are malformed; whether Google takes them shows with the first token. */
export async function openAccess(credentials: GoogleCredentials, options: AccessOptions): Promise<Access> {
  switch (credentials.type) {
    case 'service_account':
      return accessByKey(checkedKey(credentials), options);
    case 'service_account_file': {
      const file = await readKeyFile(credentials.path);
      return file.type === 'key' ? accessByKey(file.key, options) : accessByFile(file, options);
    }
    case 'application_default':
      return accessByDefault(options);
    default:
      return credentials satisfies never;
  }
}

type Library = typeof import('google-auth-library');

async function accessByKey(key: ServiceAccountKey, options: AccessOptions): Promise<Access> {
  const { gaxios, JWT } = await import('google-auth-library');
  const { scopes } = options;
  const transporter = tokenTransporter(gaxios, options);
  const client = new JWT({ email: key.clientEmail, key: key.privateKey, scopes: [...scopes], transporter });
  const secrets = key.privateKey.split('\n').filter((line) => line.length >= 8 && !line.startsWith('-'));
  return { account: key.clientEmail, headers: () => headersOf(client), secrets };
}

/**
 * Tells the library that it need not find out in which project it is, for which it would start `gcloud` and ask
 * addresses that answer in the cloud only: seconds, for a name that nothing here uses.
 */
const NO_PROJECT = 'not-needed';

/** What the machine offers: in a file that the environment names, in one of gcloud's, or as the service it runs in. */
async function accessByDefault(options: AccessOptions): Promise<Access> {
  const { gaxios, GoogleAuth } = await import('google-auth-library');
  const transporter = tokenTransporter(gaxios, options);
  const auth = new GoogleAuth({
    scopes: [...options.scopes],
    projectId: NO_PROJECT,
    clientOptions: { transporter },
  });
  const client = await auth.getClient();
  return { account: accountOf(client), headers: () => headersOf(client), secrets: [] };
}

/** A file that is no service account's key. `json` is as the operator gave it, and trusted like a key. */
async function accessByFile(file: OtherKeyFile, options: AccessOptions): Promise<Access> {
  const library = await import('google-auth-library');
  const client = clientOfFile(library, file, tokenTransporter(library.gaxios, options), options.scopes);
  return { account: accountOf(client), headers: () => headersOf(client), secrets: secretsIn(file.json) };
}

const SECRET_FIELDS = new Set(['client_secret', 'refresh_token', 'private_key']);

function secretsIn(json: object): string[] {
  return Object.entries(json).flatMap(([name, value]) =>
    SECRET_FIELDS.has(name) && typeof value === 'string' ? [value] : [],
  );
}

function clientOfFile(
  library: Library,
  { kind, json }: OtherKeyFile,
  transporter: gaxios.Gaxios,
  scopes: readonly string[],
): AnyAuthClient {
  switch (kind) {
    case 'authorized_user': {
      const client = new library.UserRefreshClient({ transporter });
      client.fromJSON(json);
      return client;
    }
    case 'external_account': {
      const settings = { ...json, transporter } as ExternalAccountClientOptions;
      const client = library.ExternalAccountClient.fromJSON(settings);
      if (client === null) break;
      client.scopes = [...scopes];
      return client;
    }
  }
  throw new Error(`the key file is of a kind that is not known here: ${kind}`);
}

/** The library repeats requests for tokens by itself, and knows one address for them: neither is wanted. */
function tokenTransporter(library: typeof gaxios, { tokenUrl, timeoutMs }: AccessOptions): gaxios.Gaxios {
  const transporter = new library.Gaxios({ timeout: timeoutMs });
  transporter.interceptors.request.add({
    resolved: (request) => {
      request.retryConfig = { ...request.retryConfig, retry: 0 };
      if (tokenUrl !== undefined && request.url.href === TOKEN_URL) request.url = new URL(tokenUrl);
      return Promise.resolve(request);
    },
  });
  return transporter;
}

async function headersOf(client: AnyAuthClient): Promise<Record<string, string>> {
  const headers = await client.getRequestHeaders();
  // The library takes any answer with a status of success for a token.
  if (!/^Bearer (?!undefined$)\S/.test(headers.get('authorization') ?? '')) {
    throw Object.assign(new Error('the answer held no token'), { code: 'UNREADABLE' });
  }
  return Object.fromEntries(headers);
}

function accountOf(client: AnyAuthClient): string | undefined {
  return 'email' in client && typeof client.email === 'string' ? client.email : undefined;
}
