import { randomBytes } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { houseOf } from "#bot/config";
import type { Document } from "#cards/document";
import { fileWords } from "#cards/text/file";
import { wordOf } from "#cards/word";
import type { PersonId, RecordId, TenantId } from "#domain/record";
import type { DocumentFor } from "#functions/documents";
import { type FileAsk, offerFile } from "#functions/files";
import { standingClock } from "#local/clock";
import { type HomeOptions, openHome } from "#local/home";
import { openTown } from "#local/town/server";
import { freshTables } from "#tests/table";

const sara = { tenant: "osby" as TenantId, id: "sara" as PersonId };
const what = { record: "K7QF-3M2X" as RecordId, document: "basis" };
const document: Document = {
  title: "Beslutsunderlag",
  about: [],
  sections: [{ heading: "Vad har hänt", parts: [{ type: "paragraph", text: "Larmet gick inte fram." }] }],
  footer: "Osby kommun",
  language: "sv-SE",
};

/** The door at home, and a link to one file behind it. */
async function openDoor({ documents, ...more }: Partial<HomeOptions> = {}) {
  const tables = await freshTables();
  const clock = standingClock("2026-03-20T10:00:00.000Z");
  const env = {
    DYNAMODB_ENDPOINT: tables.endpoint,
    TABLE_NAME: tables.names.table,
    KEYS_TABLE_NAME: tables.names.keys,
    VAULT_KEY: randomBytes(32).toString("base64"),
    MICROSOFT_APP_ID: "11111111-1111-4111-8111-111111111111",
    MICROSOFT_APP_PASSWORD: "a password for tests",
    MICROSOFT_APP_TENANT_ID: "22222222-2222-4222-8222-222222222222",
    SLACK_SIGNING_SECRET: "a signing secret for tests",
    SLACK_BOT_TOKEN: "xoxb-for-tests",
  };
  const asked: FileAsk[] = [];
  const logged: string[] = [];
  const write: DocumentFor = async (house, ask) => {
    asked.push(ask);
    return documents ? documents(house, ask) : { name: "Beslutsunderlag K7QF-3M2X", document };
  };
  const log = (line: unknown) => logged.push(JSON.stringify(line));
  const home = await openHome({ env, clock, log, ...more, documents: write });
  onTestFinished(() => home.close());
  const offer = (person = sara) => offerFile(home.house, person, what);
  return { home, env, clock, tables, asked, logged, offer, link: await offer() };
}

const press = (link: string) => fetch(link, { method: "POST" });
const textOf = async (answer: Promise<Response>) => (await answer).text();

test("the page says what it is, in Swedish, and its button is a form", async () => {
  const { link } = await openDoor();
  const page = await fetch(link);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('<html lang="sv">');
  expect(html).toContain("<title>Hämta filen</title>");
  expect(html).toContain('<form method="post"><button>Hämta filen</button></form>');
  expect(html).toContain("en gång, i fem minuter");
  expect(html).not.toMatch(/<script|src=|href=|http/);
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    ),
  });
});

test("the file is given once, as a Word file, and then never again", async () => {
  const { link, asked, clock } = await openDoor();
  const given = await press(link);
  expect(given.status).toBe(200);
  expect(Object.fromEntries(given.headers)).toMatchObject({
    "content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "content-disposition": 'attachment; filename="Beslutsunderlag-K7QF-3M2X.docx"',
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  const bytes = Buffer.from(await given.arrayBuffer());
  expect(bytes.equals(await wordOf(document, clock.now()))).toBe(true);
  expect(asked).toEqual([{ tenant: "osby", person: "sara", ...what }]);

  for (const again of [press(link), fetch(link), press(link)]) {
    const { status, headers } = await again;
    expect(status).toBe(410);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  }
  expect(asked).toHaveLength(1);
});

test("whoever only looks at the link does not use it up", async () => {
  const { link, asked } = await openDoor();
  for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "GET"]) await fetch(link, { method });
  expect(asked).toEqual([]);
  expect((await press(link)).status).toBe(200);
});

test("a link is good for five minutes", async () => {
  const { link, offer, clock, asked } = await openDoor();
  const other = await offer();
  clock.turn(4);
  expect((await fetch(link)).status).toBe(200);
  expect((await press(link)).status).toBe(200);
  clock.turn(1);
  expect((await fetch(other)).status).toBe(410);
  expect((await press(other)).status).toBe(410);
  expect(asked).toHaveLength(1);
});

test("of many at once one gets the file", async () => {
  const { link, asked } = await openDoor();
  const answers = await Promise.all(Array.from({ length: 12 }, () => press(link)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(410)]);
  expect(asked).toHaveLength(1);
});

describe("a link that was never given", () => {
  const written = (parts: readonly string[]) => Buffer.from(parts.join("|")).toString("base64url");

  test("gets the same answer as a used one, whatever is wrong with it", async () => {
    const { link, offer, asked, home } = await openDoor();
    const used = await offer();
    await press(used);
    const gone = await textOf(press(used));
    expect(gone).toContain(fileWords.gone.title);

    const [, tenant = "", person = "", token = ""] =
      /^(.+)\|(.+)\|(.+)$/.exec(Buffer.from(link.split("/").at(-1) ?? "", "base64url").toString()) ?? [];
    expect([tenant, person]).toEqual(["osby", "sara"]);
    expect(token).toMatch(/^[\w-]{44}$/);
    const wrong = [
      "x",
      "%00",
      "%zz",
      "%7C",
      "a".repeat(4000),
      written(["", ""]),
      written(["osby", "sara"]),
      written(["", "", ""]),
      written(["a".repeat(3000), person, token]),
      written([tenant, "a".repeat(3000), token]),
      written(["hjo", person, token]),
      written([tenant, "maja", token]),
      written([person, tenant, token]),
      written([tenant, person, token, ""]),
      written([tenant, person, "x", token]),
      written([tenant, person, token.toUpperCase()]),
      written([tenant, person, token.slice(1)]),
      written([tenant, person, `${token}A`]),
      written([`${tenant}#P#${person}`, person, token]),
      written([tenant, `${person}#`, token]),
      link.split("/").at(-1)?.slice(4) ?? "",
    ];
    for (const each of wrong)
      for (const method of ["GET", "POST"]) {
        const answer = await fetch(`${home.url}/file/${each}`, { method });
        expect([each, method, answer.status, await answer.text()]).toEqual([each, method, 410, gone]);
      }
    expect(asked).toHaveLength(1);
    expect((await press(link)).status).toBe(200);
  });

  test("leads nowhere when it is none at all", async () => {
    const { home } = await openDoor();
    for (const path of ["/file", "/file/", "/file/a/b", "/files/a"])
      for (const method of ["GET", "POST"])
        expect((await fetch(`${home.url}${path}`, { method })).status).toBe(404);
    expect((await fetch(`${home.url}/api/messages`)).status).toBe(404);
  });
});

test("a document that this person may not have is answered as a link that is gone", async () => {
  const { link, logged } = await openDoor({ documents: async () => undefined });
  const refused = await press(link);
  expect(refused.status).toBe(410);
  expect(await refused.text()).toBe(await textOf(press(link)));
  expect(logged).toEqual([]);
});

test("when the document cannot be written a page says so, and no log says what was in it", async () => {
  const fails: DocumentFor = () => Promise.reject(new RangeError("Larmet gick inte fram"));
  const { link, logged } = await openDoor({ documents: fails });
  const failed = await press(link);
  expect(failed.status).toBe(500);
  expect(await failed.text()).toContain("Filen kunde inte hämtas");
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain("file failed: RangeError");
  expect(logged[0]).not.toContain("Larmet");
});

test("what is stored opens nothing, and is swept with the drafts", async () => {
  const { link, tables } = await openDoor();
  const { items } = await tables.store.query({ pk: "T#osby#P#sara" });
  expect(items).toEqual([
    {
      PK: "T#osby#P#sara",
      SK: expect.stringMatching(/^LINK#[0-9a-f]{64}$/),
      rev: 1,
      ...what,
      expires: Date.parse("2026-03-20T10:05:00Z") / 1000,
    },
  ]);
  const token =
    Buffer.from(link.split("/").at(-1) ?? "", "base64url")
      .toString()
      .split("|")
      .at(-1) ?? "?";
  expect(JSON.stringify(items)).not.toContain(token);
});

test.each([
  ["Underlag åäö ÅÄÖ é", "Underlag-aao-AAO-e"],
  ['a"; filename="b.exe\r\nx: y', "a-filename-b-exe-x-y"],
])("a file name is carried by every system: %j", async (name, expected) => {
  const { link } = await openDoor({ documents: async () => ({ name, document }) });
  expect((await press(link)).headers.get("content-disposition")).toBe(
    `attachment; filename="${expected}.docx"`,
  );
});

test("a link begins with the house's address, and a house without one gives none", async () => {
  const { env, home, link } = await openDoor();
  expect(link.startsWith(`${home.url}/file/`)).toBe(true);
  const house = (given: object) => houseOf({ ...env, ...given });
  expect(await offerFile(house({ PUBLIC_URL: "https://bot.example.se/" }), sara, what)).toMatch(
    /^https:\/\/bot\.example\.se\/file\/[\w-]+$/,
  );
  await expect(offerFile(house({}), sara, what)).rejects.toThrow("PUBLIC_URL");
  expect(() => house({ PUBLIC_URL: "javascript:alert(1)" })).toThrow("PUBLIC_URL");
});

test("the town lets browsers through to files, and keeps nothing of them", async () => {
  const { home, link, clock } = await openDoor();
  const town = await openTown({ platforms: {}, people: [], clock, signingSecret: "" });
  onTestFinished(() => town.close());
  const through = link.replace(home.url, town.url);
  expect((await press(through)).status).toBe(503);
  await town.enter(home);
  expect(await textOf(fetch(through))).toContain("Hämta filen");
  const given = await press(through);
  expect(given.headers.get("content-disposition")).toContain("attachment");
  expect(Buffer.from(await given.arrayBuffer()).equals(await wordOf(document, clock.now()))).toBe(true);
  expect(await (await fetch(`${town.url}/town/passed?after=0`)).json()).toEqual([]);
});
