export * from './check-server.js';
export * from './mongo-store.js';
export * from './open-mongo-store.js';
