/**
 * A fingerprint of a text: the first 128 bits of the SHA-256 of its UTF-8, as 32 hexadecimal digits, so that
 * `printf %s … | sha256sum | cut -c1-32` shows the same. A lone surrogate counts as U+FFFD, as in `TextEncoder`.
 *
 * Written out here because core sees no platform: Node's hash is not everywhere, and the one of Web Crypto is
 * asynchronous, which would make every pure function that plans rows asynchronous too. After FIPS 180-4, section 6.2.
 */
export function digest(text: string): string {
  const bytes = text.length <= SCRATCH_TEXT ? scratch : new Uint8Array(paddedSize(text.length * 3));
  const end = pad(bytes, encodeUtf8(text, bytes));
  state.set(initialState);
  for (let offset = 0; offset < end; offset += BLOCK) compress(bytes, offset);
  return hex(word(state, 0)) + hex(word(state, 1)) + hex(word(state, 2)) + hex(word(state, 3));
}

const BLOCK = 64;

/** Texts up to this many UTF-16 code units (rows, most submissions) share one buffer of 48 kB; longer ones get their own for the time. */
const SCRATCH_TEXT = 16_384;

/** Bytes that a message of `length` bytes fills: itself, the end mark and its length, up to a whole block. */
function paddedSize(length: number): number {
  return Math.ceil((length + 9) / BLOCK) * BLOCK;
}

// Reused between calls: nothing here awaits, so no two calls ever overlap.
const scratch = new Uint8Array(paddedSize(SCRATCH_TEXT * 3));
const schedule = new Int32Array(64);
const state = new Int32Array(8);

/** Writes the UTF-8 of `text` at the start of `bytes` and answers its length. At most three bytes a code unit. */
function encodeUtf8(text: string, bytes: Uint8Array): number {
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      const code = (unit & 0xf800) === 0xd800 ? surrogatePair(text, index) : unit;
      if (code > 0xffff) {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        index++;
      } else bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  return at;
}

/** The character whose surrogate stands at `index`, or U+FFFD when it stands alone. */
function surrogatePair(text: string, index: number): number {
  const code = text.codePointAt(index) ?? 0;
  return code > 0xffff ? code : 0xfffd;
}

/** Ends the message as the standard asks: a one bit, noughts, and the length in bits. Answers where it ends. */
function pad(bytes: Uint8Array, length: number): number {
  const end = paddedSize(length);
  bytes.fill(0, length, end);
  bytes[length] = 0x80;
  let bits = length * 8;
  for (let at = end - 1; bits > 0; at--) {
    bytes[at] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  return end;
}

/** Folds one block of 64 bytes into the state. */
function compress(message: Uint8Array, offset: number): void {
  expand(message, offset);
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  let f = word(state, 5);
  let g = word(state, 6);
  let h = word(state, 7);
  for (let round = 0; round < 64; round++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + word(roundConstants, round) + word(schedule, round)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  add(0, a);
  add(1, b);
  add(2, c);
  add(3, d);
  add(4, e);
  add(5, f);
  add(6, g);
  add(7, h);
}

/** Spreads the block's 16 words over the 64 of the schedule. */
function expand(message: Uint8Array, offset: number): void {
  for (let at = 0; at < 16; at++) schedule[at] = bigEndian(message, offset + at * 4);
  for (let at = 16; at < 64; at++) {
    const near = word(schedule, at - 2);
    const far = word(schedule, at - 15);
    const sigma1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    const sigma0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    schedule[at] = word(schedule, at - 16) + sigma0 + word(schedule, at - 7) + sigma1;
  }
}

/** Every index here is within the list; a check in these inner loops would double their time. */
function word(list: Int32Array | Uint8Array, index: number): number {
  return list[index] as number;
}

function bigEndian(bytes: Uint8Array, at: number): number {
  return (
    (word(bytes, at) << 24) | (word(bytes, at + 1) << 16) | (word(bytes, at + 2) << 8) | word(bytes, at + 3)
  );
}

function add(index: number, value: number): void {
  state[index] = word(state, index) + value;
}

function rotate(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** By table: `toString(16)` alone would take longer than all the rest. */
function hex(value: number): string {
  return `${HEX_BYTES[value >>> 24]}${HEX_BYTES[(value >>> 16) & 0xff]}${HEX_BYTES[(value >>> 8) & 0xff]}${HEX_BYTES[value & 0xff]}`;
}

function words(digits: string): Int32Array {
  return Int32Array.from(digits.trim().split(/\s+/), (part) => Number.parseInt(part, 16) | 0);
}

const initialState = words('6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19');

const roundConstants = words(`
  428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
  d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
  e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
  983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
  27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
  a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
  19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
  748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`);
