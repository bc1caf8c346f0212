import { removeTestServer } from './test-server.mjs';

export default function teardown() {
  removeTestServer(process.env.TEST_POSTGRES_FOLDER);
}
