/** In place of the store's thread: ends without a word. */
export {};
