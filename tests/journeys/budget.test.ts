import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { converseIn, type Turn } from "#bot/conversation";
import { isLink, type Reply } from "#cards/card";
import { openHouse } from "#functions/house";
import type { Store } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { openOsby } from "./osby.ts";

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
