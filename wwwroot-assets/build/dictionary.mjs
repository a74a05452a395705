// The pronouncing dictionary as the engine reads it, one word a line ("word PH PH"): node build/dictionary.mjs <file.gz>
import { dictionary } from 'cmu-pronouncing-dictionary';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

const target = process.argv[2];
const lines = Object.entries(dictionary).map(([word, sounds]) => `${word} ${sounds}\n`);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, gzipSync(lines.join(''), { level: 9 }));
