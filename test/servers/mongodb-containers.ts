import { spawnSync } from 'node:child_process';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import type { TestMongodb } from './mongodb.ts';

/** The real thing, where Docker is. */
export interface MongodbContainer {
  readonly image: string;
  /** Else a standalone server. */
  readonly isReplicaSet: boolean;
}

const PORT = 27_017;
/** Pulling an image included. Milliseconds. */
export const CONTAINER_START_MS = 600_000;

/** Says so when it is not there. Its absence fails nothing, in CI either: FerretDB holds the same tests there. */
export const hasDocker = findDocker();

function findDocker(): boolean {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) return true;
  process.stderr.write(
    'SKIPPED: the tests of the MongoDB store on mongo:6 to mongo:8: Docker does not run here\n',
  );
  return false;
}

export async function startMongodbContainer({ image, isReplicaSet }: MongodbContainer): Promise<TestMongodb> {
  const flags = isReplicaSet ? ['--replSet', 'rs0', '--bind_ip_all'] : ['--bind_ip_all'];
  const container = await new GenericContainer(image)
    .withExposedPorts(PORT)
    .withCommand(flags)
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/i))
    .withStartupTimeout(CONTAINER_START_MS)
    .start();
  if (isReplicaSet) await initiate(container);
  const host = `${container.getHost()}:${container.getMappedPort(PORT)}`;
  return {
    url: `mongodb://${host}/${isReplicaSet ? '?directConnection=true' : ''}`,
    close: async () => {
      await container.stop();
    },
  };
}

/** Answers once the member has become the primary. */
async function initiate(container: StartedTestContainer): Promise<void> {
  const script = `rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'localhost:${PORT}' }] });
    while (!db.hello().isWritablePrimary) sleep(50);`;
  const { exitCode, output } = await container.exec(['mongosh', '--quiet', '--eval', script]);
  if (exitCode !== 0) throw new Error(`the replica set cannot be made: ${output}`);
}
