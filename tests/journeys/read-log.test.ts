import { expect, test } from "vitest";
import { converseIn, type Turn } from "#bot/conversation";
import { openHouse } from "#functions/house";
import type { Store } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { openOsby } from "./osby.ts";

test("when the read log cannot be written nothing of the case is shown, nor counted as opened", async () => {
  const town = await openOsby();
  const { tables, clock, slack } = town;
  const anna = town.on.slack("anna");
  await anna.say("avvikelse");
  await anna.press("Ja, någon är i fara");
  await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
  await town.settled();
  const [record] = await town.records();

  let broken = true;
  const store: Store = {
    ...tables.store,
    put: (item, when) =>
      broken && item.PK.includes("#READ#") ? Promise.reject(new Error("no")) : tables.store.put(item, when),
  };
  const masterKey = Buffer.from(town.env.VAULT_KEY ?? "", "base64");
  const vault = openVault({ masterKey, keys: tables.keys, now: clock.now });
  const logged: unknown[] = [];
  const converse = converseIn(openHouse({ store, vault, now: clock.now, log: (line) => logged.push(line) }));
  const turn = (say: Turn["say"], surface: Turn["surface"]) =>
    converse(
      {
        who: { platform: "slack", organisation: slack.team, user: "U0MAJA" },
        place: "personal",
        surface,
        say,
      },
      { contact: { user: "U0MAJA", team: slack.team }, profile: async () => ({ name: "Maja" }) },
    );
  const open = { type: "press", action: { do: "open", record: String(record?.id) }, inputs: {} } as const;

  const refused = await turn(open, "dialog");
  expect(refused).toEqual({
    type: "problems",
    problems: [{ text: "Ärendet kan inte visas just nu. Försök igen om en stund." }],
  });
  const asked = await turn({ type: "text", text: String(record?.id) }, "message");
  expect(JSON.stringify(asked)).not.toContain(record?.id);
  expect((await town.records())[0]?.history.map(({ act }) => act)).toEqual(["receive"]);
  expect(JSON.stringify(logged)).toContain("read log failed");

  broken = false;
  expect(JSON.stringify(await turn(open, "dialog"))).toContain("Rök i köket.");
  const { items } = await tables.store.query({ index: "reporter", pk: `T#osby#READOF#${record?.id}` });
  expect(items).toHaveLength(1);
});
