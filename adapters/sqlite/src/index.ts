export * from './open-sqlite-store.js';
export * from './sqlite-store.js';
