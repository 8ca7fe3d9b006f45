import { describe, expect, test } from "vitest";
import {
  actionsIn,
  assess,
  close,
  decideOn,
  everything,
  finish,
  followUp,
  plan,
  report,
} from "./casework.ts";
import { arrive, caseOf, craft, give } from "./lex-sarah.ts";
import { type Device, type Fill, openOsby, platformsOr } from "./osby.ts";

/** What people meet in the casework when something is wrong: a clear answer, and nothing changed. */

/** What the person was told, beside the card or in the dialog. */
const told = (device: Device) => `${device.notice() ?? ""}\n${device.dialog() ?? ""}`;

const plannedAs = (more: Fill): Fill => ({
  plan: "En ny rutin.",
  owner: "anna",
  due: "2026-03-20",
  followOn: "2026-04-15",
  ...more,
});

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("everything sent twice, or redelivered, is done once", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    const twice = async (device: Device, press: () => Promise<unknown>) => {
      await press();
      await device.redeliver();
      await device.redeliver();
      await town.settled();
      device.closeDialog();
    };
    await maja.press("Bedöm");
    await maja.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
    await maja.press("Nästa", { probability: "2", severity: "2" });
    await maja.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
    await twice(maja, () => maja.press("Skicka", { next: "action" }));
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", plannedAs({}));
    await twice(maja, () =>
      maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" }),
    );
    await anna.press("Det är gjort");
    await twice(anna, () => anna.press("Klart", { doneNote: "Klart." }));
    await maja.press("Följ upp");
    await twice(maja, () => maja.press("Spara", { effect: "yes", effectHow: "Det syns." }));
    await maja.press("Avsluta");
    await twice(maja, () => maja.press("Avsluta", { feedback: "Ordnat." }));
    const entry = await caseOf(town, id);
    expect(entry.history.map(({ act }) => act).filter((act) => act !== "open")).toEqual([
      "receive",
      "assess",
      "addAction",
      "followed",
      "followed",
      "close",
    ]);
    const actions = await actionsIn(town);
    expect(actions).toHaveLength(1);
    expect(actions[0]?.history.map(({ act }) => act).filter((act) => act !== "open")).toEqual([
      "receive",
      "finish",
      "followUp",
    ]);
    expect(anna.cards().filter((card) => card.includes(id))).toHaveLength(3);
  }, 60_000);

  test("an action sent twice by its word is one action", async () => {
    const town = await openOsby();
    const { maja } = await arrive(town, platform, "maja");
    await decideOn(town, maja);
    await maja.redeliver();
    await maja.redeliver();
    await town.settled();
    expect(await actionsIn(town)).toHaveLength(1);
  });

  test("a press on a card not yet redrawn is told who was first, and changes nothing", async () => {
    const town = await openOsby({ fastPath: false });
    await give(town, "viktor", "unitManager", { unit: "barn-familj" });
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    await report(town, anna);
    await town.home.wake();
    await viktor.press("Jag tar det");
    const before = await everything(town);
    expect(maja.card()).toContain("[Jag tar det]");
    await maja.press("Jag tar det");
    expect(told(maja)).toContain("Viktor Låtsas tog ärendet 10 mars 2026 12.02.");
    expect(await everything(town)).toEqual(before);
  });

  test("two assess at once: one wins, the other is told by whom, and what they wrote is not in the case", async () => {
    const town = await openOsby();
    await give(town, "viktor", "unitManager", { unit: "barn-familj" });
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    const id = await report(town, anna);
    for (const device of [maja, viktor]) {
      await device.press("Bedöm");
      await device.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
      await device.press("Nästa", { probability: "2", severity: "2" });
      await device.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
    }
    await Promise.all([
      maja.press("Skicka", { next: "investigation" }),
      viktor.press("Skicka", { next: "action" }),
    ]);
    await town.settled();
    const entry = await caseOf(town, id);
    expect(entry.history.filter(({ act }) => act === "assess")).toHaveLength(1);
    const [winner, loser, name] =
      entry.taker === "maja" ? [maja, viktor, "Maja Påhittad"] : [viktor, maja, "Viktor Låtsas"];
    expect(entry.state).toBe(entry.taker === "maja" ? "investigation" : "action");
    expect(told(winner)).toContain(id);
    expect(told(loser)).toContain(`${name} bedömde ärendet 10 mars 2026 12.02.`);
  });

  test("nobody acts without the right to: whoever cannot see the case hears that there is none", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja", "sara", "doris", "nils", "frida");
    const id = await report(town, anna);
    await assess(town, maja);
    maja.closeDialog();
    await decideOn(town, maja, { owner: "maja" });
    const action = String((await actionsIn(town))[0]?.id);
    const before = await everything(town);
    const { version } = await caseOf(town, id);
    const tries: [string, string, string, string][] = [
      ["frida", "close", id, "Det finns inget sådant ärende."],
      ["nils", "assess", id, "Det finns inget sådant ärende."],
      ["frida", "finish", action, "Det finns inget sådant ärende."],
      ["anna", "finish", action, "Det finns inget sådant ärende."],
      ["anna", "close", id, "Du kan inte göra det här i ärendet."],
      ["sara", "assess", id, "Du kan inte göra det här i ärendet."],
      ["sara", "addAction", id, "Du kan inte göra det här i ärendet."],
      ["doris", "lower", id, "Du kan inte göra det här i ärendet."],
      ["maja", "constructor", id, "Du kan inte göra det här i ärendet."],
      ["maja", "followUp", action, "Du kan inte göra det här i ärendet."],
    ];
    for (const [who, act, record, answer] of tries)
      expect(
        await craft(town, platform, who, { do: "act", act, record, version }),
        `${who} ${act}`,
      ).toContain(answer);
    expect(await everything(town)).toEqual(before);
  });

  test("a case is not closed before what was to be done is planned, done and followed up (OSB-108)", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await assess(town, maja);
    maja.closeDialog();
    const tried = async () => {
      const { version } = await caseOf(town, id);
      return craft(town, platform, "maja", { do: "act", act: "close", record: id, version });
    };
    expect(await tried()).toContain(
      "Lägg till minst en åtgärd först. Ska inget göras: välj ”Ingen åtgärd, med skäl”.",
    );
    await plan(town, maja, "anna");
    maja.closeDialog();
    const planned = await everything(town);
    const open = "Det finns åtgärder som inte är klara och uppföljda. Följ upp dem först.";
    expect(await tried()).toContain(open);
    expect(await everything(town)).toEqual(planned);
    await finish(town, anna);
    expect(await tried()).toContain(open);
    await followUp(town, maja, "yes", "Det syns.");
    await close(town, maja, "Ordnat.");
    expect((await caseOf(town, id)).state).toBe("closed");
  });

  test("a form that the case has moved away from says so at its first page, above the case", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await report(town, anna);
    await maja.press("Bedöm");
    await sara.press("Öppna ärendet");
    await sara.press("Misstänkt missförhållande");
    await sara.press("Skicka till SAS", { suspicion: "Det var inte första natten." });
    await town.settled();
    await maja.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
    expect(told(maja)).toContain("Det här är en lex Sarah-rapport. Den handläggs av SAS.");
    expect(told(maja)).not.toContain("Du kan inte göra det här i ärendet.");
    expect(maja.dialog()).toContain(id);
    expect(maja.dialog()).toContain("[Omedelbar åtgärd]");
    expect(maja.dialog()).not.toContain("Hur troligt är det att det händer igen?");
    expect((await caseOf(town, id)).history.map(({ act }) => act)).not.toContain("assess");
  });

  test("a form that somebody came before is stopped at the page, and goes on from there when it is opened again", async () => {
    const town = await openOsby();
    await give(town, "viktor", "unitManager", { unit: "barn-familj" });
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    const id = await report(town, anna);
    await maja.press("Bedöm");
    await viktor.press("Jag tar det");
    await town.settled();
    await maja.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
    expect(told(maja)).toContain("Viktor Låtsas tog ärendet 10 mars 2026 12.02.");
    expect(told(maja)).toContain("Det du skrev finns kvar.");
    expect(maja.dialog()).toContain(id);
    await maja.press("Bedöm");
    expect(maja.dialog()).toContain("Hur troligt är det att det händer igen?");
    await maja.press("Nästa", { probability: "2", severity: "2" });
    await maja.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
    await maja.press("Skicka", { next: "nothing" });
    expect(await caseOf(town, id)).toMatchObject({ state: "assessment", taker: "maja" });
  });

  test("a form opened before somebody acted is refused at its end, and says who acted", async () => {
    const town = await openOsby();
    await give(town, "viktor", "unitManager", { unit: "barn-familj" });
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    const id = await report(town, anna);
    await assess(town, maja, { next: "nothing" });
    maja.closeDialog();
    await maja.press("Avsluta");
    await plan(town, viktor, "anna");
    const before = await everything(town);
    await maja.press("Avsluta", { feedback: "Inget mer behövs." });
    expect(told(maja)).toContain("Viktor Låtsas beslutade om en åtgärd 10 mars 2026 12.02.");
    expect(await everything(town)).toEqual(before);
    expect((await caseOf(town, id)).sealed.feedback).toBeUndefined();
  });

  test.each([
    ["på Kristi himmelsfärdsdag", "2026-05-14", "Det är helg eller en helgdag. Välj en vardag."],
    ["på en lördag", "2026-03-14", "Det är helg eller en helgdag. Välj en vardag."],
    ["i går", "2026-03-09", "Den dagen har redan varit. Välj en dag framåt."],
  ])("an action due %s is refused, and the rest of what was typed stands", async (_, due, answer) => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    await report(town, anna);
    await assess(town, maja);
    const before = await everything(town);
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", plannedAs({ due }));
    expect(told(maja)).toContain(answer);
    expect(maja.dialog()).toContain("Vad ska göras?");
    await maja.press("Nästa", { due: "2026-03-20", followOn: due });
    expect(told(maja)).toContain(answer);
    expect(await everything(town)).toEqual(before);
    await maja.press("Nästa", { followOn: "2026-04-15" });
    await maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" });
    await town.settled();
    expect(await actionsIn(town)).toHaveLength(1);
  });

  test("a follow-up before the action is to be done is refused", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    await report(town, anna);
    await assess(town, maja);
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", plannedAs({ due: "2026-04-15", followOn: "2026-03-20" }));
    expect(told(maja)).toContain("Den här dagen är före den andra. Ändra en av dagarna.");
    await maja.press("Nästa", { followOn: "2026-04-15" });
    await maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" });
    await town.settled();
    expect(await actionsIn(town)).toHaveLength(1);
  });

  test.each(["811228-9874", "198112289874"])(
    "a personnummer (%s) in an assessment stops it, says where, and nothing is kept",
    async (number) => {
      const town = await openOsby();
      const { anna, maja } = await arrive(town, platform, "anna", "maja");
      const id = await report(town, anna);
      const before = await everything(town);
      await maja.press("Bedöm");
      await maja.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
      await maja.press("Nästa", { probability: "2", severity: "2" });
      await maja.press("Nästa", { track: "ordinary", trackReason: `Ingen har farit illa.\nInte ${number}.` });
      expect(told(maja)).toContain("Det ser ut att stå ett personnummer på rad 2, tecken 6.");
      expect(told(maja)).toContain("Den här texten är inte sparad.");
      expect(await everything(town)).toEqual(before);
      await maja.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
      await maja.press("Skicka", { next: "nothing" });
      maja.closeDialog();
      await town.settled();
      await maja.press("Avsluta");
      await maja.press("Avsluta", { feedback: `Vi har talat med ${number}.` });
      expect(told(maja)).toContain("personnummer på rad 1, tecken 18");
      expect((await caseOf(town, id)).state).toBe("assessment");
      expect(town.logged.join()).not.toContain(number);
    },
  );

  test("a number that is no case, a case that is gone and a button that is too old all say what to do", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    // The last ones no case can have: misread, and no story.
    for (const number of ["ABCD-2345", "K7QF-0O1L", "abcd 12l0"]) {
      await maja.say(number);
      expect(maja.card()).toContain("Det finns inget sådant ärende. Kontrollera numret.");
    }
    await maja.say("hjälp");
    for (const word of ["mina ärenden", "mitt arbete", "min enhet", "balanslista", "roller"])
      expect(maja.card()).toContain(word);
    expect(maja.card()).toContain("eller numret på ett ärende");
    await assess(town, maja, { next: "nothing" });
    maja.closeDialog();
    await close(town, maja, "Ordnat.");
    const before = await everything(town);
    const { version } = await caseOf(town, id);
    const stale = await craft(town, platform, "maja", { do: "act", act: "assess", record: id, version: 1 });
    expect(stale).toContain("Maja Påhittad avslutade ärendet 10 mars 2026 12.00.");
    const again = await craft(town, platform, "maja", { do: "act", act: "close", record: id, version });
    expect(again).toContain("Maja Påhittad avslutade ärendet 10 mars 2026 12.00.");
    expect(await everything(town)).toEqual(before);
  });
});
