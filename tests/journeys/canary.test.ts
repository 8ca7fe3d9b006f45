import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { kinds } from "#domain/kinds/index";
import { openOsby, platforms } from "./osby.ts";
import { overhear } from "./traffic.ts";

const protectedFields = Object.entries(kinds.deviation.form.fields)
  .filter(([, field]) => field.type === "text")
  .map(([name]) => name);
/** A word for each protected field that occurs nowhere else. */
const canary = (name: string) => `kanariefågel ${name}`;

describe.each(platforms)("on %s", (platform) => {
  test("what is protected is in no message card, no log and no open place of the table", async () => {
    const town = await openOsby();
    const heard = overhear();
    const anna = town.on[platform]("anna");
    const tablet = town.on[platform]("surfplatta");
    const all = ["maja", "sara", "doris", "frida"].map(town.on[platform]);
    for (const device of all) await device.arrive();
    const [maja, sara] = all;

    // In the chat, step by step, with a refused answer, then back, then the rest in a dialog.
    await anna.say("avvikelse");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Missförhållande (lex Sarah)");
    await anna.press("En person hos oss");
    await anna.press("Nästa", { happened: "i går" });
    await anna.press("Samarbete med andra");
    await anna.press("Oro eller obehag", { what: `${canary("what")} 811228-9874` });
    await anna.press("Oro eller obehag", { what: canary("what") });
    await anna.press("Tillbaka");
    await anna.press("Oro eller obehag", { what: "" });
    await anna.press("Nej, ingen av dem", { measures: ["informed"] });
    await anna.press("Lägg till mer");
    expect(anna.dialog()).toContain(canary("what"));
    await anna.press("Nästa", {
      suggestion: canary("suggestion"),
      journalId: canary("journalId"),
      colleague: canary("colleague"),
      callback: canary("callback"),
      measuresText: canary("measuresText"),
    });
    expect(anna.dialog()).toContain(canary("suggestion"));
    anna.closeDialog();
    await anna.say("fortsätt");
    await anna.press("Skicka");
    await town.settled();
    await sara?.press("Öppna ärendet");
    expect(sara?.dialog()).toContain(canary("journalId"));
    await sara?.press("Vem rapporterade?");
    expect(sara?.dialog()).toContain(canary("callback"));
    sara?.closeDialog();
    await maja?.press("Öppna ärendet");
    expect(maja?.dialog()).toContain(canary("what"));
    // Nobody is in danger: whoever reported is not rung back.
    expect(maja?.dialog()).not.toContain(canary("callback"));
    maja?.closeDialog();
    await sara?.press("Jag tar det");
    await town.settled();

    // What is written of the case itself.
    await sara?.press("Första bedömningen");
    await sara?.press("Nästa", { track: "lexSarah" });
    await sara?.press("Bedöm", { trackReason: canary("trackReason") });
    expect(sara?.dialog()).toContain(canary("trackReason"));
    await sara?.press("Ny anteckning");
    const heading = { heading: "event", writtenOn: "2026-03-10", standing: "fact" };
    await sara?.press("Spara", { ...heading, noteSource: canary("noteSource"), note: canary("note") });
    await sara?.press("Anteckningar");
    expect(sara?.dialog()).toContain(canary("note"));
    await sara?.press("Till ärendet");
    await sara?.press("Ny åtgärd");
    const days = { due: "2026-03-20", followOn: "2026-04-15" };
    await sara?.press("Nästa", { ...days, plan: canary("plan"), owner: "maja" });
    const sort = { actionType: "routine", strength: "medium", level: "unit" };
    await sara?.press("Spara", { ...sort, process: canary("process") });
    sara?.closeDialog();
    await town.settled();
    await maja?.press("Öppna");
    expect(maja?.dialog()).toContain(canary("plan"));
    maja?.closeDialog();

    // In danger, on a shared account.
    await tablet.say("avvikelse");
    await tablet.press("Ja, någon är i fara");
    await tablet.press("Nej, ingen av dem", {
      line: canary("line"),
      reporterName: canary("reporterName"),
      callback: canary("callback"),
    });
    await town.settled();
    await tablet.say("avvikelse");
    await tablet.press("Nej, ingen är i fara");
    await tablet.press("Nästa", {
      reporterName: canary("reporterName"),
      reporterPhone: canary("reporterPhone"),
    });
    await town.settled();
    town.clock.turn(30);
    await town.home.wake();

    const chat = JSON.stringify([town.teams.messages, town.slack.posted, town.slack.messages]);
    // Answers of the Teams door stand in the chat, but for those that fill a dialog.
    const answers = heard.filter(
      ({ url, answered }) => url.endsWith("/api/messages") && !answered.includes('"task":'),
    );
    const table = await everything(town.tables);
    const places = {
      chat,
      answers: JSON.stringify(answers.map(({ answered }) => answered)),
      table,
      logs: town.logged.join(),
    };
    expect(chat).toContain("Nytt ärende");
    expect(table).toContain("deviation");
    for (const [place, text] of Object.entries(places))
      for (const name of protectedFields)
        expect(text.includes(canary(name)), `${name} in ${place}`).toBe(false);
    for (const text of Object.values(places)) expect(text).not.toContain("811228");
  });

  test("no notification says what it is about", async () => {
    const town = await openOsby();
    const maja = town.on[platform]("maja");
    const anna = town.on[platform]("anna");
    await maja.arrive();
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
    await town.settled();
    expect(maja.card()).toContain("Någon är i fara nu");
    const teams = town.teams.messages.flatMap(({ summary }) => summary ?? []);
    const slack = town.slack.posted.map(({ text }) => text);
    // What answers one's own words bears the bot's name; what comes unasked says only that there is something.
    expect(new Set([...teams, ...slack])).toEqual(
      new Set(platform === "slack" ? ["Kvalitetsboten", "Nytt ärende"] : ["Nytt ärende"]),
    );
  });
});

/** Every item of both tables as they lie there. */
async function everything({
  endpoint,
  names,
}: {
  endpoint: string;
  names: { table: string; keys: string };
}): Promise<string> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "eu-north-1", credentials });
  const pages = await Promise.all(
    [names.table, names.keys].map((TableName) => client.send(new ScanCommand({ TableName }))),
  );
  client.destroy();
  return JSON.stringify(pages.map(({ Items }) => Items));
}
