import { describe, expect, test, vi } from "vitest";
import type { Action } from "#cards/card";
import { assess, plan, report } from "./casework.ts";
import {
  arrive,
  begin,
  caseOf,
  craft,
  decide,
  decideNotice,
  give,
  happened,
  investigate,
  mistreatment,
  note,
  noteOn,
  propose,
  recordNotice,
} from "./lex-sarah.ts";
import { type Device, long, type Osby, openOsby, osbyFile, platformsOr } from "./osby.ts";

/** What must hold when somebody is involved: to them the case does not exist. */

// Whole weeks of a town go by in some of these.
vi.setConfig({ testTimeout: 120_000 });

const about = (device: Device, id: string) => device.cards().filter((card) => card.includes(id));
const noCase = "Det finns inget sådant ärende";
const manager = "Ja, chefen är inblandad";
const sas = "Ja, SAS är inblandad";
const both = "Ja, båda är inblandade";

const channel = "https://visselblasning.osby.example";
const withChannel = () => osbyFile((m) => ({ ...m, whistleblower: channel }));

/** Hides the case that is open from somebody. */
async function hide(town: Osby, sara: Device, hidden: string): Promise<void> {
  await sara.press("Dölj för någon");
  await sara.press("Dölj", { hidden, hideReason: "Namnet finns i vad som hände." });
  sara.closeDialog();
  await town.settled();
}

async function morning(town: Osby): Promise<void> {
  town.clock.turn(24 * 60);
  await town.home.wake();
  await town.settled();
}

describe.each(platformsOr("teams"))("on %s", (platform) => {
  /** Every way to a case that a person may try who has its number. */
  const tries = async (town: Osby, who: string, id: string): Promise<string> => {
    const version = 1;
    const form = "deviation.assess";
    const draft = `${id}.nonce`;
    const actions: Action[] = [
      { do: "open", record: id },
      { do: "open", record: id, page: 1 },
      ...(["history", "journal", "reporter", "links", "document"] as const).map(
        (what): Action => ({ do: "show", record: id, what }),
      ),
      ...["take", "assess", "lexAssess", "secureNow", "wrongUnit", "merge", "reply", "open", "nonsense"].map(
        (act): Action => ({ do: "act", act, record: id, version }),
      ),
      { do: "resume", form, record: id },
      { do: "answer", form, draft, step: "ground", record: id },
      { do: "send", form, draft, record: id },
      { do: "cancel", form, draft, record: id },
      { do: "send", form: "deviation", draft },
      { do: "answer", form: "deviation", draft, step: "what" },
    ];
    const answers: string[] = [];
    for (const action of actions) answers.push(await craft(town, platform, who, action));
    return answers.join("\n");
  };

  test("the manager is involved: another is named to stop the harm, and learns no more than that (OSB-28)", async () => {
    const town = await openOsby({ file: withChannel() });
    const { anna, maja, sara, viktor, doris } = await arrive(
      town,
      platform,
      "anna",
      "maja",
      "sara",
      "viktor",
      "doris",
    );
    const before = maja.cards().join();
    const id = await mistreatment(town, anna, { involved: manager });
    expect(anna.card()).toContain("Rapporten går till SAS och förvaltningschefen.");
    expect(anna.card()).toContain("Den som är inblandad får inte veta något.");
    expect(anna.card()).toContain(channel);
    expect(sara.card()).toContain("Är chefen inblandad, utse någon annan till det.");
    expect(sara.card()).not.toContain("Chefen ser till att den enskilde är trygg");
    expect(doris.card()).toContain(id);
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Någon är inblandad och får inte veta något.");
    await sara.press("Utse skydd");
    await sara.press("Utse", { helper: "maja" });
    expect(`${sara.dialog()}${sara.notice() ?? ""}`).toContain("Personen är inblandad eller jävig.");
    await sara.press("Utse", { helper: "viktor" });
    expect(sara.dialog()).toContain("Skyddar den enskilde: Viktor Låtsas");
    sara.closeDialog();
    await town.settled();

    expect(viktor.card()).toContain(id);
    expect(viktor.card()).toContain(
      "Någon annan utreder och beslutar. Du ser till att den enskilde är trygg nu.",
    );
    await viktor.press("Öppna ärendet");
    expect(viktor.dialog()).toContain(happened);
    for (const more of [
      "Någon kan ha farit illa.",
      "Historik",
      "Anteckningar",
      "Vem rapporterade?",
      "Dolt för",
    ])
      expect(viktor.dialog()).not.toContain(more);
    await viktor.press("Omedelbar åtgärd");
    await viktor.press("Spara", { secured: "En annan enhet tar natten." });
    viktor.closeDialog();
    await town.settled();
    expect(await craft(town, platform, "viktor", { do: "show", record: id, what: "journal" })).toContain(
      noCase,
    );

    await maja.say(id);
    expect(maja.card()).toContain(noCase);
    expect(about(maja, id)).toHaveLength(0);
    expect(maja.cards().join()).toContain(before);
    expect((await caseOf(town, id)).hiddenFrom).toEqual(["maja"]);
  });

  test("before the manager is heard the SAS ends the hiding with a reason, and the manager knows of it and is asked for nothing", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await mistreatment(town, anna, { involved: manager });
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Sluta dölja");
    expect(sara.dialog()).toContain("Gör det innan du talar med den som är inblandad.");
    await expect((async () => sara.press("Sluta dölja"))()).rejects.toThrow();
    await sara.press("Sluta dölja", { endReason: "Chefen ska höras i utredningen." });
    expect(sara.dialog()).toContain("Skäl till att inte dölja: Chefen ska höras i utredningen.");
    expect(sara.dialog()).not.toContain("[Utse skydd]");
    sara.closeDialog();
    await town.settled();
    await maja.say("min enhet");
    expect(maja.card()).toContain(`Lex Sarah, ${id}`);
    await maja.say(id);
    expect(maja.card()).toContain("Du får det här för kännedom.");
    expect(maja.card()).not.toContain("Du ser till att den enskilde är trygg nu.");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain(happened);
    expect(maja.dialog()).not.toContain("Du ser till att den enskilde är trygg nu.");
    // Nobody else is named to stop the harm: what cannot wait may still be done.
    expect(maja.dialog()).toContain("[Omedelbar åtgärd]");
    for (const more of ["Någon kan ha farit illa.", "Historik", "Vem rapporterade?", "höras i utredningen"])
      expect(maja.dialog()).not.toContain(more);
    // It stays so, whatever is done after.
    maja.closeDialog();
    await sara.press("Öppna ärendet");
    await sara.press("Omedelbar åtgärd");
    await sara.press("Spara", { secured: "Allt är lugnt." });
    sara.closeDialog();
    await maja.say(id);
    expect(maja.card()).toContain(`Ärende: ${id}`);
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ hiddenFrom: [], hides: [], restricted: true });
    expect(entry.history.map(({ act }) => act)).toContain("endHiding");
  });

  test("somebody it is hidden from no more reads no harm text while another stops it, and the row says that it was so", async () => {
    const town = await openOsby();
    const { anna, maja, sara, viktor } = await arrive(town, platform, "anna", "maja", "sara", "viktor");
    const id = await mistreatment(town, anna);
    await sara.press("Öppna ärendet");
    await hide(town, sara, "maja");
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Dolt för: Maja Påhittad");
    await sara.press("Utse skydd");
    await sara.press("Utse", { helper: "viktor" });
    await town.settled();
    expect(sara.dialog()).toContain("Klart. Du utsåg någon att skydda den enskilde.");
    await sara.press("Sluta dölja för person");
    await sara.press("Sluta dölja", { endReason: "Hon ska höras." });
    await town.settled();
    expect(sara.dialog()).toContain("Var dolt för: Maja Påhittad");
    expect(sara.dialog()).not.toContain("Chefen ser till att den enskilde är trygg nu.");
    sara.closeDialog();
    await maja.say(id);
    expect(maja.card()).toContain(id);
    expect(maja.card()).not.toContain("Du ser till att den enskilde är trygg nu.");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain(happened);
    for (const asked of ["Du ser till att den enskilde är trygg nu.", "[Omedelbar åtgärd]"])
      expect(maja.dialog()).not.toContain(asked);
    await viktor.say(id);
    expect(viktor.card()).toContain("Du ser till att den enskilde är trygg nu.");
    await viktor.press("Öppna ärendet");
    expect(viktor.dialog()).toContain("[Omedelbar åtgärd]");
  });

  test("the SAS is involved: the director decides, the deputy knows, the manager stops the harm, the SAS knows nothing", async () => {
    const town = await openOsby({ file: withChannel() });
    await give(town, "nils", "sas", { deputyFor: "sara" });
    const { anna, maja, sara, doris, nils } = await arrive(
      town,
      platform,
      "anna",
      "maja",
      "sara",
      "doris",
      "nils",
    );
    const id = await mistreatment(town, anna, { involved: sas });
    expect(anna.card()).toContain(
      "Rapporten går till förvaltningschefen, ersättaren för SAS och enhetschefen.",
    );
    expect(anna.card()).toContain(channel);
    expect(doris.card()).toContain("[Första bedömningen]");
    expect(nils.card()).toContain(id);
    expect(maja.card()).toContain(
      "Någon annan utreder och beslutar. Du ser till att den enskilde är trygg nu.",
    );
    expect(about(sara, id)).toHaveLength(0);
    await begin(town, doris);
    await investigate(town, doris);
    await propose(town, doris);
    // Osby's decider is the SAS, and so whoever stands in for her.
    expect(await caseOf(town, id)).toMatchObject({ state: "decision", desk: { role: "sas" } });
    await decide(town, nils);
    await decideNotice(town, nils);
    await recordNotice(town, nils);
    expect((await caseOf(town, id)).answers.noticeSentOn).toBe("2026-03-10");
    for (const text of ["mitt arbete", "min enhet", id]) await sara.say(text);
    await morning(town);
    expect(about(sara, id)).toHaveLength(0);
    expect(sara.card()).not.toContain(id);
    expect(await tries(town, "sara", id)).toBe(
      (await tries(town, "sara", "ABCD-2345")).replaceAll("ABCD-2345", id),
    );
  });

  test("both are involved: the director and the deputy alone", async () => {
    const town = await openOsby();
    await give(town, "nils", "sas", { deputyFor: "sara" });
    const all = await arrive(town, platform, "anna", "maja", "sara", "doris", "nils", "viktor");
    const { anna, maja, sara, doris, nils, viktor } = all;
    const id = await mistreatment(town, anna, { involved: both });
    expect(anna.card()).toContain("Rapporten går till förvaltningschefen och ersättaren för SAS.");
    // No channel in the municipality's file: none is named.
    expect(anna.card()).not.toContain("visselblås");
    for (const device of [maja, sara, viktor]) expect(about(device, id)).toHaveLength(0);
    for (const device of [doris, nils]) expect(about(device, id)).toHaveLength(1);
    expect(doris.card()).toContain("[Första bedömningen]");
    // Nobody but the director and the deputy has a button that leads anywhere.
    for (const who of ["maja", "sara", "viktor"])
      expect(await craft(town, platform, who, { do: "open", record: id })).toContain(noCase);
    // In danger nobody involved is called either.
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press(both, { line: "Den enskilde är utlåst." });
    await town.settled();
    const alarm = (await town.records()).find(({ urgent }) => urgent)?.id ?? "";
    for (let minutes = 0; minutes < 45; minutes += 5) {
      town.clock.turn(5);
      await town.home.wake();
    }
    expect(about(doris, alarm).length).toBeGreaterThan(0);
    for (const device of [maja, sara]) expect(about(device, alarm)).toHaveLength(0);
  });

  test("a case is hidden from somebody later: their card goes blank and nothing is left to find", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris } = await arrive(town, platform, "anna", "maja", "sara", "doris");
    const id = await report(town, anna, { what: happened });
    expect(about(maja, id)).toHaveLength(1);
    await sara.press("Öppna ärendet");
    await hide(town, sara, "maja");
    expect(about(maja, id)).toHaveLength(0);
    expect(maja.card()).toContain("# Ärendet ligger inte hos dig");
    expect(maja.card()).not.toContain("[");
    for (const text of ["mitt arbete", "min enhet", "balanslista"]) await maja.say(text);
    expect(about(maja, id)).toHaveLength(0);
    expect(await tries(town, "maja", id)).toBe(
      (await tries(town, "maja", "ABCD-2345")).replaceAll("ABCD-2345", id),
    );
    // Somebody else must act now, and hears of it.
    expect(await caseOf(town, id)).toMatchObject({ desk: { role: "director" }, restricted: true });
    expect(doris.card()).toContain("[Bedöm]");
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Dolt för: Maja Påhittad");
    sara.closeDialog();
  });

  test("hidden from whoever reported it: they keep their own report with a neutral status, and see nothing else", async () => {
    const town = await openOsby();
    const { maja, sara } = await arrive(town, platform, "maja", "sara");
    const id = await report(town, maja, { what: happened });
    const own = () => about(maja, id);
    // The manager's own report, and the case that it is to the manager of the unit.
    expect(own()).toHaveLength(2);
    await sara.press("Öppna ärendet");
    await hide(town, sara, "maja");
    expect(own()).toHaveLength(1);
    expect(own()[0]).toContain("# Tack, vi har fått din rapport");
    expect(own()[0]).toContain("Läge: Någon arbetar med det");
    expect(own()[0]).not.toContain("Rapporten går till");
    const still = own()[0];
    await maja.press("Läs din rapport");
    const read = maja.dialog();
    expect(read).toContain(happened);
    expect(read).toContain("Läge: Någon arbetar med det");
    for (const more of ["Ska bedömas", "Dolt för", "Historik", "Skäl"]) expect(read).not.toContain(more);
    maja.closeDialog();
    await maja.say("min enhet");
    const unit = maja.card();
    expect(unit).not.toContain(id);
    await maja.say("mina ärenden");
    const mine = maja.card();
    expect(mine).toContain(`Avvikelse, ${id}`);
    expect(mine).toContain("Någon arbetar med det");

    // Whatever becomes of it: the same cards, the same answers, and no message that something did.
    const count = maja.cards().length;
    const doris = town.on[platform]("doris");
    await doris.say(id);
    await doris.press("Bedöm");
    await doris.press("Nästa", { ground: "routine", law: "sol", code: "OVG6", cause: ["routines"] });
    await doris.press("Nästa", { probability: "3", severity: "3" });
    await doris.press("Nästa", { track: "lexSarah", trackReason: "Någon kan ha farit illa." });
    await doris.press("Skicka");
    doris.closeDialog();
    await town.settled();
    await begin(town, sara);
    await morning(town);
    expect(maja.cards()).toHaveLength(count);
    expect(own()[0]).toBe(still);
    await maja.press("Läs din rapport");
    expect(maja.dialog()?.replaceAll(/i (dag|går)/g, "")).toBe(read?.replaceAll(/i (dag|går)/g, ""));
    maja.closeDialog();
    await maja.say("min enhet");
    expect(maja.card()).toBe(unit);
    await maja.say("mina ärenden");
    expect(maja.card().replaceAll(/i (dag|går)/g, "")).toBe(mine.replaceAll(/i (dag|går)/g, ""));
    await maja.say(id);
    expect(maja.card()).toContain("Läge: Någon arbetar med det");
    expect(maja.card()).not.toContain("Lex Sarah");
    for (const what of ["history", "journal", "reporter", "links", "document"] as const)
      expect(await craft(town, platform, "maja", { do: "show", record: id, what })).toContain(noCase);
  });

  /** All that a person reads while they do these things: the same in every town, but for the numbers of cases. */
  const everything = async (town: Osby, who: string, number: string, doing: Doing): Promise<string> => {
    const device = town.on[platform](who);
    const seen: string[] = [];
    const look = (what: string) =>
      seen.push(`== ${what}`, device.card(), device.dialog() ?? "no dialog", device.notice() ?? "no notice");
    const say = async (text: string) => {
      await device.say(text);
      look(text);
    };
    const lists = async () => {
      for (const text of ["hej", "mina ärenden", "mitt arbete", "min enhet", "mina åtgärder", "balanslista"])
        await say(text);
    };
    await lists();
    await say(number);
    seen.push(await tries(town, who, number));
    await doing(town, device, look, number);
    await lists();
    // From noon to half past seven, and then morning after morning, over a weekend and past the deadlines.
    town.clock.turn(19.5 * 60);
    for (let day = 0; day < 12; day++) {
      await town.home.wake();
      await town.settled();
      look(`morning ${day}`);
      if (day % 4 === 3) await lists();
      if (day % 4 === 3) await say(number);
      town.clock.turn(24 * 60);
    }
    seen.push("== all that lies in the chat", ...device.cards());
    const numbers = new Map([[number, "THE NUMBER"]]);
    return seen.join("\n").replaceAll(/\b[A-HJ-NP-TV-Z2-9]{4}-[A-HJ-NP-TV-Z2-9]{4}\b/g, (id) => {
      if (!numbers.has(id)) numbers.set(id, `NUMBER ${numbers.size}`);
      return numbers.get(id) ?? "";
    });
  };
  type Doing = (town: Osby, device: Device, look: (what: string) => void, number: string) => Promise<void>;

  /** A manager's day: own cases taken, assessed, mended, merged, and one that turns out to be lex Sarah. */
  const managing: Doing = async (town, maja, look, number) => {
    await maja.press("Öppna ärendet");
    look("a case");
    maja.closeDialog();
    await maja.press("Jag tar det");
    await town.settled();
    look("taken");
    await assess(town, maja);
    look("assessed");
    await plan(town, maja, "maja");
    look("planned");
    maja.closeDialog();
    await maja.press("Det är gjort");
    await maja.press("Klart");
    look("done");
    maja.closeDialog();
    await town.settled();
    // Another case, joined by number with one that is not there for them.
    await maja.say((await ordinary(town))[0] ?? "");
    await maja.press("Öppna ärendet");
    await maja.press("Slå ihop");
    await maja.press("Slå ihop", { mergeWith: number });
    look("merged with nothing");
    maja.closeDialog();
    await maja.say((await ordinary(town))[0] ?? "");
    await maja.press("Bedöm");
    await maja.press("Nästa", { ground: "routine", law: "sol", code: "OVG6", cause: ["routines"] });
    await maja.press("Nästa", { probability: "3", severity: "3" });
    await maja.press("Nästa", { track: "lexSarah", trackReason: "Någon kan ha farit illa." });
    await maja.press("Skicka");
    look("found lex Sarah");
    maja.closeDialog();
    await town.settled();
    await report(town, maja);
    look("own report");
  };

  /** The SAS' day: a lex Sarah case investigated and mended, and an ordinary one looked at. */
  const coordinating: Doing = async (town, sara, look, number) => {
    await begin(town, sara);
    look("assessed");
    await sara.press("Öppna ärendet");
    await note(sara, "event", noteOn("event"));
    look("investigated");
    await sara.press("Historik");
    look("history");
    await sara.press("Till ärendet");
    await plan(town, sara, "maja");
    await sara.press("Åtgärder och ärenden");
    look("what grew out of it");
    sara.closeDialog();
    await sara.say((await ordinary(town))[0] ?? "");
    await sara.press("Öppna ärendet");
    await sara.press("Dölj för någon");
    look("whom to hide it from");
    sara.closeDialog();
    await sara.say(number);
    look("the number again");
  };

  /** The numbers of what is hidden from nobody and ordinary, in the order they came. */
  const ordinary = async (town: Osby): Promise<string[]> =>
    (await town.records())
      .filter(
        ({ hides, answers, by }) => hides.length === 0 && answers.nature === "deviation" && by === "anna",
      )
      .toSorted((a, b) => a.reportedAt.localeCompare(b.reportedAt))
      .map(({ id }) => id);

  /** The same town twice, but for what is hidden. */
  const towns = async (secret: boolean, involved: string, by: "sara" | "doris") => {
    const town = await openOsby();
    const all = await arrive(town, platform, "anna", "maja", "sara", "doris", "viktor");
    const { anna, viktor } = all;
    const handler = all[by];
    const number = secret ? await mistreatment(town, anna, { involved }) : "ABCD-2345";
    if (secret) {
      // A case in full swing, with an action at the unit; an ordinary one that nobody touches; and an alarm.
      await begin(town, handler);
      await handler.press("Öppna ärendet");
      if (by === "sara") {
        await handler.press("Utse skydd");
        await handler.press("Utse", { helper: "viktor" });
      }
      await plan(town, handler, "viktor", "2026-03-12");
      handler.closeDialog();
      await viktor.press("Det är gjort");
      await viktor.press("Klart");
      viktor.closeDialog();
      await town.settled();
      await report(town, anna, { involved });
      await anna.say("avvikelse");
      await anna.press("Ja, någon är i fara");
      await anna.press(involved, { line: "Den enskilde är utlåst." });
      await town.settled();
      await handler.press("Jag tar det");
      await town.settled();
    }
    // Two days apart, so that what is due first is the same in both towns: numbers are drawn by lot.
    await report(town, anna);
    town.clock.turn(2 * 24 * 60);
    await report(town, anna);
    if (by === "doris") await mistreatment(town, anna);
    return { town, number };
  };

  const involvedOnes = [
    ["a manager", "maja", manager, "sara", managing],
    ["the SAS", "sara", sas, "doris", coordinating],
  ] as const;
  test.each(long ? involvedOnes : involvedOnes.slice(0, 1))(
    "to %s who is involved, a town with the case is as one without it, to the letter",
    async (_who, who, involved, by, doing) => {
      const without = await towns(false, involved, by);
      const bare = await everything(without.town, who, without.number, doing);
      const withIt = await towns(true, involved, by);
      const whole = await everything(withIt.town, who, withIt.number, doing);
      expect(whole).toBe(bare);
      // What was compared is no silence: own cases, figures and mornings are in it.
      for (const met of ["Mitt arbete", "Öppna ärenden: ", "God morgon. Det här väntar", "Försenat: "])
        expect(whole).toContain(met);
    },
    120_000,
  );
});
