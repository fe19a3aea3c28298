#!/usr/bin/env node
// Kept beside dist so that the file exists, and can be made executable, before anything is built.
import '../dist/main.js';
