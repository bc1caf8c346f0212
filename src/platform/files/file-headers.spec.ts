import { downloadHeaders } from './file-headers.js';

describe('downloadHeaders', () => {
  it('save a file under its name, and never let it run', () => {
    const headers = downloadHeaders({ name: "图纸 v2 'a'(1)%.pdf", type: 'application/pdf', size: 12, sha256: 'ab' });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ v2 'a'(1)_.pdf"; filename*=UTF-8''%E5%9B%BE%E7%BA%B8%20v2%20%27a%27%281%29%25.pdf`,
    );
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '12',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('are ASCII whatever the name is, with nothing that could end the quotes', () => {
    const value = downloadHeaders({ name: 'a"b\\c\u202E🏭.txt', type: 'text/plain', size: 1, sha256: '' })['content-disposition'];
    expect(value).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\x21-\x7E]+$/);
  });
});
