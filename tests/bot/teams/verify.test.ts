import { afterEach, describe, expect, test, vi } from "vitest";
import { openTeams } from "#bot/teams/door";
import { type DoorRequest, isTrustedService, verify } from "#bot/teams/verify";
import { teamsPerson } from "#local/teams/client";
import { knock, type Odd, tokenOf } from "#local/teams/knock";
import { otherChannel } from "#local/teams/service";
import { anna, openDoorway, words } from "./doorway.ts";

const way = openDoorway();
const now = () => Math.floor(Date.now() / 1000);

/** Says something with an odd request; gives the status, after making sure that nothing was heard or printed. */
async function statusOf(odd: Odd): Promise<number> {
  way.heard = [];
  way.converse = async () => undefined;
  const printed = ["log", "warn", "error"].map((name) => vi.spyOn(console, name as "log"));
  const { status } = await teamsPerson(way.service, way, anna).say("hej", { odd });
  expect(way.heard.length).toBe(status === 200 ? 1 : 0);
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  return status;
}
afterEach(() => vi.restoreAllMocks());

describe("A token", () => {
  test("signed by the Bot Framework for us and now is accepted", async () => {
    expect(await statusOf({})).toBe(200);
  });

  const refused: [string, () => Odd][] = [
    ["that is absent", () => ({ authorization: null })],
    ["that is empty", () => ({ authorization: "" })],
    ["that is no token", () => ({ authorization: "Bearer nonsense" })],
    ["under another scheme", () => ({ authorization: "Basic YTpi" })],
    ["of three parts of junk", () => ({ authorization: "Bearer a.b.c" })],
    ["from another issuer", () => ({ claims: { iss: "https://evil.example" } })],
    [
      "of the emulator",
      () => ({
        claims: {
          iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
          appid: "app-1",
          ver: "1.0",
        },
      }),
    ],
    [
      "of a skill",
      () => ({ claims: { ver: "1.0", appid: "another-bot", aud: "00000000-0000-0000-0000-000000000001" } }),
    ],
    ["for another bot", () => ({ claims: { aud: "app-2" } })],
    ["for several bots", () => ({ claims: { aud: ["app-1", "app-2"] } })],
    ["for nobody", () => ({ claims: { aud: undefined } })],
    ["without an end", () => ({ claims: { exp: undefined } })],
    ["whose end is a word", () => ({ claims: { exp: "soon" } })],
    ["that has ended", () => ({ claims: { exp: now() - 301 } })],
    ["that is not valid yet", () => ({ claims: { nbf: now() + 600 } })],
    ["for another service", () => ({ claims: { serviceurl: "https://smba.trafficmanager.net/emea/" } })],
    ["for no service", () => ({ claims: { serviceurl: undefined } })],
    ["under an unknown key", () => ({ kid: "unknown" })],
    ["under a key of another channel", () => ({ kid: otherChannel })],
    ["signed by nobody", () => ({ sign: "none" })],
    ["signed by a shared secret", () => ({ sign: "HS256" })],
    ["signed by somebody else", () => ({ sign: "forged" })],
  ];
  test.each(refused)("%s is refused with 401", async (_, odd) => {
    expect(await statusOf(odd())).toBe(401);
  });

  test.each(refused.filter(([name]) => !name.endsWith("service")))(
    "%s is refused by our own check, without botbuilder's",
    async (_, odd) => {
      const authorization = odd().authorization ?? `Bearer ${await tokenOf(way.service, odd())}`;
      const headers = { authorization: odd().authorization === null ? undefined : authorization };
      expect(await verify({ headers, body: "{}" }, way.config)).toMatchObject({ ok: false, status: 401 });
    },
  );

  test("is refused, not failed on, when the keys cannot be fetched", async () => {
    const config = { ...way.config, openIdMetadataUrl: `${way.service.openIdMetadataUrl}/absent` };
    const authorization = `Bearer ${await tokenOf(way.service)}`;
    expect(await verify({ headers: { authorization } }, config)).toMatchObject({ ok: false, status: 401 });
  });

  test("is checked before the body is looked at", async () => {
    expect(await verify({ headers: {}, body: "{" }, way.config)).toMatchObject({ ok: false, status: 401 });
  });
});

describe("An activity", () => {
  const smba = "https://smba.trafficmanager.net/emea/";
  test.each([
    ["a guest's home tenant", { channelData: { tenant: { id: "tenant-other" } } }],
    ["no tenant", { channelData: {}, conversation: { id: "a:x", conversationType: "personal" } }],
    ["two tenants", { conversation: { id: "a:x", conversationType: "personal", tenantId: "tenant-other" } }],
    ["another channel", { channelId: "emulator" }],
    ["another channel of Azure's", { channelId: "AseChannel" }],
  ])("of %s is refused with 403", async (_, activity) => {
    expect(await statusOf({ activity })).toBe(403);
  });

  test.each([
    "https://evil.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:pass@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://xn--smba-trafficmanager.net/",
    "https://ѕmba.trafficmanager.net/",
    "https://SMBA.trafficmanager.net/",
    "https://smba.trafficmanager.net\\@evil.example/",
    "https://smba.trafficmanager.net/?x=https://evil.example",
    "https://smba.trafficmanager.net./",
    "http://127.0.0.1:1/",
    "http://169.254.169.254/latest/",
    "ftp://smba.trafficmanager.net/",
    "smba.trafficmanager.net",
    "",
  ])("with its service at %s is refused, though the token says the same", async (serviceUrl) => {
    expect(await statusOf({ activity: { serviceUrl }, claims: { serviceurl: serviceUrl } })).toBe(403);
  });

  test("without a service is refused", async () => {
    expect(await statusOf({ activity: { serviceUrl: undefined } })).toBe(400);
  });

  test("may come from the real host", async () => {
    expect(isTrustedService(smba, way.config.serviceHosts)).toBe(true);
    expect(await statusOf({ activity: { serviceUrl: smba }, claims: { serviceurl: smba } })).toBe(200);
  });
});

describe("A body", () => {
  const ask = async (body: string, more: Partial<DoorRequest> = {}) => {
    const authorization = `Bearer ${await tokenOf(way.service)}`;
    return verify({ headers: { authorization }, body, ...more }, way.config);
  };
  const said = () => ({
    type: "message",
    text: "Räksmörgås på å ä ö",
    channelId: "msteams",
    serviceUrl: way.service.serviceUrl,
    conversation: { id: "a:1", tenantId: way.service.tenant },
  });

  test.each(["", "{", "null", "7", "[]", '"x"', "{}", '{"type":""}', '{"type":7}', "[".repeat(100_000)])(
    "that is no activity is refused with 400 (%#)",
    async (body) => {
      expect(await ask(body)).toMatchObject({ ok: false, status: 400 });
    },
  );

  test("that is too large is refused with 413", async () => {
    expect(await ask(JSON.stringify({ ...said(), text: "x".repeat(300_000) }))).toMatchObject({
      status: 413,
    });
    const body = Buffer.from("å".repeat(150_000)).toString("base64");
    expect(await ask(body, { isBase64Encoded: true })).toMatchObject({ status: 413 });
  });

  test("that is too deep is refused with 400", async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`);
    expect(await ask(JSON.stringify({ ...said(), value: deep }))).toMatchObject({ status: 400 });
  });

  test("in base64 is read as UTF-8", async () => {
    const body = Buffer.from(JSON.stringify(said())).toString("base64");
    expect(await ask(body, { isBase64Encoded: true })).toMatchObject({
      ok: true,
      activity: { text: said().text },
    });
  });

  test("is let in under a header of any case", async () => {
    const Authorization = `Bearer ${await tokenOf(way.service)}`;
    const request = { headers: { Authorization }, body: JSON.stringify(said()) };
    expect(await verify(request, way.config)).toMatchObject({ ok: true });
  });

  test("of junk behind a good token never fails the door", async () => {
    for (const activity of [
      { from: null },
      { recipient: 7 },
      { type: "invoke", name: "task/submit", value: 7 },
    ])
      expect((await knock(way.service, way, { ...said(), ...activity })).status).toBe(400);
  });
});

describe("The door does not open", () => {
  const open = (change: object) => () =>
    openTeams({ ...way.config, words, converse: async () => undefined, ...change });
  test.each([
    ["MICROSOFT_APP_ID", { appId: "" }],
    ["MICROSOFT_APP_ID", { appId: undefined }],
    ["MICROSOFT_APP_PASSWORD", { appPassword: " " }],
    ["MICROSOFT_APP_TENANT_ID", { tenantId: "" }],
    ["TEAMS_SERVICE_HOSTS", { serviceHosts: [] }],
    ["TEAMS_SERVICE_HOSTS", { serviceHosts: ["*.trafficmanager.net"] }],
    ["TEAMS_SERVICE_HOSTS", { serviceHosts: ["https://smba.trafficmanager.net"] }],
    ["BOT_LOGIN_URL", { loginUrl: "http://login.example" }],
    ["BOT_OPENID_METADATA_URL", { openIdMetadataUrl: "http://keys.example" }],
  ])("with a wrong %s (%#)", (name, change) => {
    expect(open(change)).toThrow(name);
  });
});
