import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SETTING_NAMES, SETTINGS } from '@quiz-sync/server';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const DEPLOY = resolve(ROOT, 'docs/deploy');
const read = (file: string): string => readFileSync(resolve(DEPLOY, file), 'utf8');

/** Seconds that the service takes to end by itself, at most; see `apps/server/src/catch-signals.ts`. */
const ENDS_WITHIN = 25;

type Tree = { readonly [key: string]: Tree } & readonly Tree[] & string;

const KNOWN = new Map(
  SETTING_NAMES.flatMap((name) => SETTINGS[name].variables.map((variable) => [variable, name] as const)),
);

/** What is wrong with settings as they would be given to the service. */
function problemsOf(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    const name = KNOWN.get(variable);
    if (name === undefined) return [`${variable} is no setting`];
    const parsed = SETTINGS[name].schema.safeParse(value);
    return parsed.success ? [] : [`${variable}=${value} ${parsed.error.issues[0]?.message}`];
  });
}

/** `${NAME:-default}` as compose puts it in; what must be given is given. */
function filledIn(value: string): string {
  return value.replaceAll(/\$\{(\w+)(?::(-|\?)([^}]*))?\}/g, (_all, _name, kind, rest) =>
    kind === '-' ? rest : 'given',
  );
}

function probePaths(): string[] {
  const source = readFileSync(resolve(ROOT, 'apps/server/src/http/health-routes.ts'), 'utf8');
  return [...source.matchAll(/router\.get\('([^']+)'/g)].map(([, path = '']) => path);
}

/** The proxies that settings say are in front, as the service reads it. */
function trusted(env: Readonly<Record<string, string>>): unknown {
  return SETTINGS.trustProxy.schema.safeParse(env['QUIZ_SYNC_TRUST_PROXY']).data;
}

/** A setting's own default port, which the examples keep. */
const PORT = String(SETTINGS.port.fallback);

describe('the unit', () => {
  const unit = read('quiz-sync.service');
  const settingOf = (key: string) =>
    [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value);

  it('starts what is built, with settings that are some', () => {
    const [command = ''] = settingOf('ExecStart');
    const program = command?.split(' ')[1]?.replace('/opt/quiz-sync/', '') ?? '';
    expect(existsSync(resolve(ROOT, program.replace('/dist/', '/src/').replace(/js$/, 'ts')))).toBe(true);
    const given = settingOf('Environment').map((pair = '') => pair.split('=') as [string, string]);
    expect(problemsOf(Object.fromEntries(given.filter(([name]) => name !== 'NODE_ENV')))).toEqual([]);
    const lines = read('quiz-sync.env').split('\n');
    const pairs = lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/, 2));
    expect(pairs.length).toBeGreaterThan(3);
    expect(problemsOf(Object.fromEntries(pairs))).toEqual([]);
  });

  it('believes what speaks HTTPS on the same machine about who calls, and nobody else', () => {
    const env = Object.fromEntries(
      [...read('quiz-sync.env').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(env['HOST']).toBe('127.0.0.1');
    expect(trusted(env)).toEqual(['127.0.0.1', '::1']);
  });

  it('leaves it time to end, and may do little', () => {
    expect(Number(settingOf('TimeoutStopSec')[0])).toBeGreaterThan(ENDS_WITHIN);
    expect(settingOf('DynamicUser')).toEqual(['yes']);
    for (const key of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices'])
      expect(settingOf(key)).toEqual(['yes']);
    expect(settingOf('ProtectSystem')).toEqual(['strict']);
    expect(settingOf('MemoryDenyWriteExecute')).toEqual([]);
  });

  it.runIf(spawnSync('systemd-analyze', ['--version']).status === 0)('is one, says systemd', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-unit-'));
    const file = join(folder, 'quiz-sync.service');
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('quiz-sync'))).toEqual([]);
  });
});

describe('the image', () => {
  const instructions = read('Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ word: line.split(' ')[0], rest: line.slice(line.indexOf(' ') + 1) }));
  const restOf = (word: string) =>
    instructions.filter((instruction) => instruction.word === word).map(({ rest }) => rest);

  it('is a slim Node that is new enough, and runs as somebody who is not root', () => {
    for (const image of restOf('FROM')) {
      expect(image).toMatch(/^node:\d+-\w+-slim( AS \w+)?$/);
      expect(Number(/\d+/.exec(image)?.[0])).toBeGreaterThanOrEqual(22);
    }
    expect(restOf('USER')).toEqual(['node']);
    const order = instructions.map(({ word }) => word);
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'));
    expect(order.lastIndexOf('RUN')).toBeLessThan(order.indexOf('USER'));
  });

  it('copies what is there, and all that the build needs', () => {
    const sources = restOf('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(sources.filter((source) => !existsSync(resolve(ROOT, source)))).toEqual([]);
    const { workspaces, scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
    const folders = new Set<string>(workspaces.map((pattern: string) => pattern.split('/')[0]));
    expect([...folders].filter((folder) => !sources.includes(folder))).toEqual([]);
    expect(scripts.build).toBe('tsc -b tsconfig.json');
    const ignored = read('Dockerfile.dockerignore').split('\n');
    expect(sources.filter((source) => !ignored.includes(`!${source}`))).toEqual([]);
  });

  it('starts the service, with settings that are some, and asks for its health where it is told', () => {
    expect(restOf('CMD')).toEqual(['["node", "apps/server/dist/main.js"]']);
    const env = restOf('ENV')[0]?.trim().split(/\s+/) ?? [];
    const pairs = env.map((pair) => pair.split('=') as [string, string]);
    expect(problemsOf(Object.fromEntries(pairs.filter(([name]) => name !== 'NODE_ENV')))).toEqual([]);
    expect(restOf('EXPOSE')).toEqual([PORT]);
    const [, path = ''] = /env\.PORT\}(\/\w+)`/.exec(restOf('HEALTHCHECK')[0] ?? '') ?? [];
    expect(probePaths()).toContain(path);
  });

  it('has a health check that is a program', () => {
    const [, command = '[]'] = /CMD (\[.*\])$/.exec(restOf('HEALTHCHECK')[0] ?? '') ?? [];
    const [, ...args] = JSON.parse(command) as string[];
    const nobodyThere = spawnSync(process.execPath, args, { env: { PORT: '1' }, encoding: 'utf8' });
    expect(nobodyThere).toMatchObject({ status: 1, stderr: '' });
  });
});

describe('the compose file', () => {
  const document = parseDocument(read('compose.yaml'), { merge: true });
  const compose = document.toJS() as Tree;
  const services = Object.entries(compose['services'] ?? {}) as [string, Tree][];
  const instances = services.filter(([name]) => /^quiz-sync-\d$/.test(name));

  it('is YAML, and runs the service twice', () => {
    expect(document.errors).toEqual([]);
    expect(instances).toHaveLength(2);
    expect(Object.keys(compose['services'] ?? {})).toEqual(
      expect.arrayContaining(['balancer', 'mongo', 'redis']),
    );
  });

  it('names paths that are there, and networks, volumes and secrets that it has', () => {
    for (const [, { build }] of instances) {
      const context = resolve(DEPLOY, build?.['context'] ?? '');
      expect(context).toBe(ROOT);
      expect(existsSync(resolve(context, build?.['dockerfile'] ?? ''))).toBe(true);
    }
    for (const [name, service] of services) {
      for (const network of service['networks'] ?? [])
        expect(compose['networks'], name).toHaveProperty(network);
      for (const secret of service['secrets'] ?? []) expect(compose['secrets'], name).toHaveProperty(secret);
      for (const mount of service['volumes'] ?? []) {
        const [source = ''] = mount.split(':');
        if (source.startsWith('.')) expect(existsSync(resolve(DEPLOY, source)), mount).toBe(true);
        else expect(compose['volumes'], name).toHaveProperty(source);
      }
    }
  });

  it('gives settings that are some, and files that are mounted', () => {
    for (const [, service] of instances) {
      const pairs = Object.entries(service['environment'] ?? {}).map(
        ([name, value]) => [name, filledIn(String(value))] as const,
      );
      expect(problemsOf(Object.fromEntries(pairs))).toEqual([]);
      const secrets = [...(service['secrets'] ?? [])].map((secret) => `/run/secrets/${secret}`);
      const files = pairs.map(([, value]) => value).filter((value) => value.startsWith('/run/secrets/'));
      expect(files.sort()).toEqual(secrets.sort());
      expect(Number.parseInt(service['stop_grace_period'] ?? '', 10)).toBeGreaterThan(ENDS_WITHIN);
    }
  });

  it('has a balancer that says who calls, and instances that believe it and nobody before it', () => {
    const location = /location \/ \{([^}]*)\}/.exec(read('balancer.conf'))?.[1] ?? '';
    expect(location).toMatch(/^\s*proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;$/m);
    for (const [name, service] of instances) {
      const given = String(service['environment']?.['QUIZ_SYNC_TRUST_PROXY']);
      expect(trusted({ QUIZ_SYNC_TRUST_PROXY: filledIn(given) }), name).toBe(1);
      expect(service['ports'], name).toBe(undefined);
    }
  });

  it('names servers that it runs, on their ports', () => {
    const balancer = read('balancer.conf');
    const upstreams = [...balancer.matchAll(/^\s*server (\S+):(\d+)/gm)].map(([, host, port]) => [
      host,
      port,
    ]);
    expect(upstreams).toEqual(instances.map(([name]) => [name, PORT]));
    const [, listening = ''] = /listen (\d+);/.exec(balancer) ?? [];
    expect(compose['services']?.['balancer']?.['ports']?.[0]).toMatch(new RegExp(`:${listening}$`));
    const environment = instances[0]?.[1]['environment'];
    for (const name of ['QUIZ_SYNC_STORE', 'QUIZ_SYNC_SCHEDULER']) {
      const { hostname } = new URL(filledIn(String(environment?.[name])));
      expect(Object.keys(compose['services'] ?? {})).toContain(hostname);
    }
  });
});

describe('the Kubernetes manifest', () => {
  const documents = parseAllDocuments(read('kubernetes.yaml'));
  const objects = documents.map((document) => ('toJS' in document ? (document.toJS() as Tree) : undefined));
  const ofKind = (kind: string) => objects.find((object) => object?.['kind'] === kind);
  const pod = ofKind('Deployment')?.['spec']?.['template']?.['spec'];
  const container = pod?.['containers']?.[0];

  it('is YAML that names itself', () => {
    for (const document of documents) expect('errors' in document && document.errors).toEqual([]);
    for (const object of objects) expect(object?.['apiVersion'], object?.['kind']).toMatch(/^(\w+\/)?v1$/);
    expect(ofKind('Deployment')?.['spec']?.['replicas']).toBe(2);
  });

  it('probes what the service answers, at the port it listens on', () => {
    const ports = [...(container?.['ports'] ?? [])];
    expect(ports).toEqual([{ name: 'http', containerPort: Number(PORT) }]);
    const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].map((name) => container?.[name]);
    for (const probe of probes) {
      expect(probePaths()).toContain(probe?.['httpGet']?.['path']);
      expect(probe?.['httpGet']?.['port']).toBe('http');
    }
    expect(probes[1]?.['httpGet']?.['path']).toBe('/livez');
    expect(probes[2]?.['httpGet']?.['path']).toBe('/readyz');
    expect(ofKind('Service')?.['spec']?.['ports']?.[0]?.['targetPort']).toBe('http');
  });

  it('leaves time for the drain and for the end', () => {
    const command = container?.['lifecycle']?.['preStop']?.['exec']?.['command'];
    expect(command?.[0]).toBe('sleep');
    expect(Number(pod?.['terminationGracePeriodSeconds'])).toBeGreaterThan(
      Number(command?.[1]) + ENDS_WITHIN,
    );
  });

  it('gives settings that are some, from files and secrets that it names', () => {
    const env = [...(container?.['env'] ?? [])].map(({ name, value }) => [String(name), String(value)]);
    const secret = ofKind('Secret');
    const inSecret = Object.entries(secret?.['stringData'] ?? {});
    expect(problemsOf(Object.fromEntries([...env, ...inSecret]))).toEqual([]);
    expect(container?.['envFrom']?.[0]?.['secretRef']?.['name']).toBe(secret?.['metadata']?.['name']);
    expect(trusted(Object.fromEntries(env))).toBe(1);
    expect(ofKind('Service')?.['spec']?.['type'], 'reached through the ingress alone').toBe(undefined);
    const mounted = [...(container?.['volumeMounts'] ?? [])].map(({ mountPath }) => String(mountPath));
    for (const [, value = ''] of env.filter(([, value]) => value?.startsWith('/')))
      expect(mounted).toContain(dirname(value));
    const volumes = [...(pod?.['volumes'] ?? [])].map(({ name }) => name);
    expect([...(container?.['volumeMounts'] ?? [])].map(({ name }) => name)).toEqual(volumes);
  });

  it('runs as somebody who is not root and writes nowhere', () => {
    expect(pod?.['securityContext']).toMatchObject({ runAsNonRoot: true });
    expect(container?.['securityContext']).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });
});

it('says in its page what is in the folder', () => {
  const page = read('README.md');
  for (const file of globSync('*', { cwd: DEPLOY }).filter((name) => !/README|dockerignore/.test(name)))
    expect(page).toContain(`](${file})`);
});
