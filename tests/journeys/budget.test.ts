import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { houseOf } from "#bot/config";
import { converseIn, type Turn } from "#bot/conversation";
import { sendersOf } from "#bot/senders";
import { isLink, type Reply } from "#cards/card";
import type { Entry, RecordId } from "#domain/record";
import { deliver, heavyRecord } from "#functions/deliver";
import { type House, openHouse } from "#functions/house";
import { type Item, keyOf, type Store } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { report } from "./casework.ts";
import { openOsby, osby } from "./osby.ts";

/** What a turn costs the table (design §7), counted at the four verbs. */
function counted(store: Store, counts: Record<string, number>): Store {
  const count = <T>(verb: string, done: T): T => {
    counts[verb] = (counts[verb] ?? 0) + 1;
    return done;
  };
  return {
    get: (key) => count("read", store.get(key)),
    put: (item, when) => count("write", store.put(item, when)),
    remove: (key) => count("write", store.remove(key)),
    query: (query) => count("read", store.query(query)),
  };
}

test("a step of a form is one read and one write; the last one read and three writes", async () => {
  const town = await openOsby();
  const counts: Record<string, number> = {};
  const { tables, clock, slack } = town;
  const vault = openVault({ masterKey: randomBytes(32), keys: counted(tables.keys, counts), now: clock.now });
  const house = openHouse({ store: counted(tables.store, counts), vault, now: clock.now });
  const converse = converseIn(house);
  const who = { platform: "slack", organisation: slack.team, user: "U0ANNA" } as const;
  const known = {
    contact: { user: "U0ANNA", team: slack.team },
    profile: async () => ({ name: "Anna" }),
  };
  const turn = async (say: Turn["say"]): Promise<Reply | undefined> => {
    for (const verb of Object.keys(counts)) delete counts[verb];
    return converse(
      { who, place: "personal", surface: "message", say, card: { channel: "D1", ts: "1" } },
      known,
    );
  };
  const press = (reply: Reply | undefined, label: string, inputs = {}) => {
    if (reply?.type !== "card") throw new Error(`no card: ${JSON.stringify(reply)}`);
    const buttons = reply.card.parts.flatMap((part) =>
      part.type === "options" ? part.options.map(({ button }) => button) : [],
    );
    const button = [...buttons, ...reply.card.buttons.flatMap((each) => (isLink(each) ? [] : each))].find(
      (each) => each.label === label,
    );
    if (!button) throw new Error(`no button ${label}`);
    return turn({ type: "press", action: button.action, inputs });
  };
  const step = { read: 1, write: 1 };

  let reply = await turn({ type: "text", text: "avvikelse" });
  reply = await press(reply, "Nej, ingen är i fara");
  expect(counts).toEqual(step);
  reply = await press(reply, "Avvikelse");
  expect(counts).toEqual(step);
  reply = await press(reply, "En person hos oss");
  expect(counts).toEqual(step);
  reply = await press(reply, "Nästa", { unit: "barn-familj", law: "sol", happened: "i går" });
  expect(counts).toEqual(step);
  reply = await press(reply, "Samarbete med andra");
  expect(counts).toEqual(step);
  reply = await press(reply, "Ingen känd", { what: "Ett möte ställdes in." });
  expect(counts).toEqual(step);
  reply = await press(reply, "Nej, ingen av dem", { measures: ["informed"] });
  expect(counts).toEqual(step);
  await press(reply, "Skicka");
  // The first report since this process started also reads who holds the roles; that is remembered.
  expect(counts).toEqual({ read: 2, write: 3 });

  reply = await turn({ type: "text", text: "avvikelse" });
  reply = await press(reply, "Ja, någon är i fara");
  await press(reply, "Nej, ingen av dem", { unit: "barn-familj", line: "Rök i köket." });
  expect(counts).toEqual({ read: 1, write: 3 });
});

test("a record over 200 KB is an alarm: each save of it is told of by its number, and no lighter one's", async () => {
  const town = await openOsby();
  const id = (await report(town, town.on.slack("anna"))) as RecordId;
  const said: string[] = [];
  const log: House["log"] = ({ record, why }) => void said.push(`${record} ${why}`);
  const house: House = { ...houseOf(town.env, { now: town.clock.now }), log };
  const { store } = town.tables;
  for (const [letters, told] of [
    [80_000, []],
    [110_000, [`${id} ${heavyRecord}`]],
  ] as const) {
    const item = (await store.get(keyOf.record(osby, id))) as Item & { entry: Entry };
    const { rev, answers, ...rest } = item.entry;
    // Each of these letters is two bytes.
    const entry = { ...rest, rev: rev + 1, answers: { ...answers, long: "å".repeat(letters) } };
    expect(await store.put({ ...item, rev: rev + 1, entry }, { rev })).toBe("ok");
    await deliver(house, sendersOf(town.env), osby, id);
    expect(said).toEqual(told);
  }
});
