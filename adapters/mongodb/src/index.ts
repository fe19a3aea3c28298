export * from './mongo-store.js';
export * from './open-mongo-store.js';
