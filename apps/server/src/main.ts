#!/usr/bin/env node
import { serveProcess } from './serve-process.js';

await serveProcess();
