import { describe, expect, test } from "vitest";
import type { Entry, RecordId } from "#domain/record";
import { readEntry } from "#functions/storage/records";
import { actionsIn, assess, close, days, finish, followUp, plan, report } from "./casework.ts";
import { arrive, caseOf, craft, give } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osby, osbyFile, platformsOr } from "./osby.ts";

/** Risks: what could happen, how high it is, what is done about it or why it is accepted, and the yearly dialogue. */

const openTown = () =>
  openOsby({ file: osbyFile((m) => ({ ...m, kinds: [...new Set([...m.kinds, "risk"])] })) });

/** The risks there are, as they are stored, in the order they were raised. */
async function risksIn(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#risk" });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []);
}

async function riskOf(town: Osby, id: string): Promise<Entry> {
  const entry = (await risksIn(town)).find((each) => each.id === id);
  if (!entry) throw new Error(`no risk ${id}`);
  return entry;
}

const hazard = "Ett beslut kan bli kvar i brevlådan, och barnet får vänta.";

/** Raises a risk, from the word to the receipt, and gives its number. */
async function raise(
  town: Osby,
  who: Device,
  unit = "barn-familj",
  feared = "Rättssäkerhet",
): Promise<string> {
  const before = new Set((await risksIn(town)).map(({ id }) => id));
  await who.say("riskanalys");
  await who.press(feared);
  await who.press("Skicka", { unit, hazard, suggestion: "Låt två läsa posten." });
  await town.settled();
  const made = (await risksIn(town)).find(({ id }) => !before.has(id));
  if (!made) throw new Error(`nothing was raised: ${who.card()}`);
  return made.id;
}

/** Assesses the risk whose card came last. */
async function judge(
  town: Osby,
  maja: Device,
  { probability = "3", severity = "4", assignedTo = "frida", handleBy = "2026-04-30" } = {},
): Promise<void> {
  await maja.press("Bedöm");
  await maja.press("Nästa", { probability, severity, leadsTo: "mistreatment" });
  await maja.press("Spara", { control: "internalControl", assignedTo, handleBy });
  maja.closeDialog();
  await town.settled();
}

/** What a dialog or card says, in one line. */
const inOneLine = (text: string | undefined) => text?.replaceAll("\n", " ") ?? "";

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("OSB-76, OSB-03, OSB-17, OSB-103, MAL-05, MAL-18, MAL-21, MAL-23, MAL-28, HJO-46, EKE-36: staff raise a risk any day; it is assessed, given to somebody, acted on and assessed anew, and whoever raised it hears of each", async () => {
    const town = await openTown();
    const { anna, maja, frida, viktor, sara } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "frida", "viktor", "sara"] as const),
    );
    const id = await raise(town, anna);
    expect(anna.card()).toContain("# Tack, risken är sparad");
    expect(anna.card()).toContain("Chefen bedömer den.");
    expect(maja.card()).toContain("# Ny risk att bedöma");
    expect(maja.card()).toContain("Typ: Risk: rättssäkerhet");
    expect(maja.card()).toContain("Ska bedömas: 16 mars 2026");
    for (const who of [anna, maja]) expect(who.cards().join()).not.toContain(hazard);
    expect(viktor.cards().join()).not.toContain(id);

    // What each step means to whoever gets help stands where it is chosen, and the score where it is decided.
    await maja.press("Bedöm");
    expect(maja.dialog()).toContain(`Vad som kan hända: ${hazard}`);
    expect(maja.dialog()).toContain("4. Mycket allvarlig: Fara för liv, övergrepp, ett barn utan skydd");
    await maja.press("Nästa", { probability: "3", severity: "4", leadsTo: "mistreatment" });
    expect(maja.dialog()).toContain("Riskvärdet är 12: mycket högt.");
    expect(maja.dialog()).toContain("En påtaglig risk för ett missförhållande ska rapporteras.");
    await maja.press("Spara", { control: "internalControl", assignedTo: "frida", handleBy: "2026-04-30" });
    maja.closeDialog();
    await town.settled();
    expect((await riskOf(town, id)).facts).toMatchObject({
      ...{ score: "12", value: "12", riskLevel: "veryHigh", leadsTo: "mistreatment", handled: "no" },
      control: "internalControl",
    });
    expect(anna.card()).toContain("# Nytt om risken du tog upp");
    expect(anna.card()).toContain("Risken är bedömd, och någon har fått ansvar för den.");

    // It is Frida's now, who works elsewhere.
    expect(frida.card()).toContain("Typ: Risk 12, mycket hög: rättssäkerhet");
    expect(frida.card()).toContain("Ska vara hanterad: 30 april 2026");
    await frida.say("mitt arbete");
    expect(frida.card()).toContain(id);
    await frida.press("Öppna");
    expect(frida.dialog()).toContain("Kan leda till: Ett missförhållande");
    expect(frida.dialog()).toContain("Styrs genom: Internkontrollen");
    expect(frida.dialog()).toContain("Bestäm minst en åtgärd, eller acceptera risken med skäl.");
    expect(frida.dialog()).not.toContain("[Acceptera]");
    await plan(town, frida, "anna");
    frida.closeDialog();
    expect((await actionsIn(town))[0]).toMatchObject({ facts: { source: "risk" }, origin: id });
    expect((await riskOf(town, id)).state).toBe("action");

    // Done is not enough: first it is seen whether it helped.
    await finish(town, anna);
    expect((await riskOf(town, id)).state).toBe("residual");
    await frida.say("mitt arbete");
    await frida.press("Öppna");
    expect(frida.dialog()).not.toContain("[Bedöm om]");
    frida.closeDialog();
    expect(
      await craft(town, platform, "frida", {
        ...{ do: "act", act: "reassess", record: id },
        version: (await riskOf(town, id)).version,
      }),
    ).toContain("Det finns åtgärder som inte är klara och uppföljda.");
    await followUp(town, maja, "yes", "Det syns i stickproven.");
    expect(frida.card()).toContain("Läge: Åtgärdad, ska bedömas om");
    await frida.press("Bedöm om");
    await frida.press("Nästa", { residualProbability: "1", residualSeverity: "4" });
    expect(frida.dialog()).toContain("Riskvärdet är nu 4 (medel). Före åtgärderna var det 12.");
    await frida.press("Spara", { enough: "yes", residualNote: "Inga beslut har kommit bort." });
    frida.closeDialog();
    await town.settled();
    expect(await riskOf(town, id)).toMatchObject({
      state: "reduced",
      facts: { score: "12", residualScore: "4", value: "4", riskLevel: "medium", reduced: "yes" },
    });
    expect(anna.card()).toContain("Åtgärderna har minskat risken. Vi bevakar den.");
    await anna.press("Läs om risken");
    expect(anna.dialog()).toContain("Sannolikhet efter åtgärder: 1. Mycket liten");
    // The handling of it is others': whoever raised it reads what it came to.
    expect(anna.dialog()).not.toContain("Inga beslut har kommit bort.");
    anna.closeDialog();
    await anna.say("mina ärenden");
    expect(anna.card()).toContain(`Risk 4, medel: rättssäkerhet, ${id}`);

    // In a year it is looked at again; what has changed is assessed anew.
    days(town, 366);
    await sara.say("risker");
    expect(inOneLine(sara.card())).toContain("Försenat: ska ses över senast 10 mars 2027");
    await frida.say(id);
    await frida.press("Se över");
    await frida.press("Spara", { reviewed: "changed", feedback: "Vi har bytt system." });
    frida.closeDialog();
    await town.settled();
    expect((await riskOf(town, id)).state).toBe("raised");
    await judge(town, maja, { probability: "2", severity: "2", assignedTo: "maja", handleBy: "2027-04-30" });
    expect((await riskOf(town, id)).facts).toMatchObject({ score: "4", value: "4", reassessed: "no" });
  }, 60_000);

  test("OSB-77: what is assessed needs an action or a reason to accept it, and nothing that was called off counts", async () => {
    const town = await openTown();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await raise(town, anna);
    await judge(town, maja, { assignedTo: "maja" });
    expect(maja.card()).toContain("[Ny åtgärd] [Acceptera]");
    const pressed = async (act: string) =>
      craft(town, platform, "maja", {
        ...{ do: "act", act, record: id },
        version: (await riskOf(town, id)).version,
      });
    for (const act of ["reassess", "review", "close"]) await pressed(act);
    expect((await riskOf(town, id)).state).toBe("assessed");

    // An action that is called off leaves the risk as it was.
    await plan(town, maja, "anna");
    maja.closeDialog();
    await maja.say(String((await actionsIn(town))[0]?.id));
    await maja.press("Öppna");
    await maja.press("Ta bort åtgärden");
    await maja.press("Ta bort", { changeReason: "Det går inte att göra." });
    maja.closeDialog();
    await town.settled();
    expect(await pressed("reassess")).toContain("Lägg till minst en åtgärd först.");
    await maja.say(id);
    await maja.press("Acceptera");
    await maja.press("Acceptera", { acceptReason: " " });
    expect((await riskOf(town, id)).state).toBe("residual");
    await maja.press("Acceptera", { acceptReason: "Posten går bara två gånger till." });
    maja.closeDialog();
    await town.settled();
    expect(await riskOf(town, id)).toMatchObject({
      state: "accepted",
      facts: { handled: "yes" },
      deadlines: [{ name: "reviewed", due: "2027-03-10" }],
    });
    expect(anna.card()).toContain("Vi bevakar risken och gör inget nytt nu.");
    await anna.press("Läs om risken");
    expect(anna.dialog()).toContain("Skäl till att acceptera: Posten går bara två gånger till.");
    anna.closeDialog();

    // An action that did not help leaves it open: another is decided, or it is accepted.
    const other = await raise(town, anna);
    await judge(town, maja, { assignedTo: "maja" });
    await plan(town, maja, "anna");
    maja.closeDialog();
    await finish(town, anna);
    await followUp(town, maja, "no", "Posten blev liggande ändå.");
    expect(await riskOf(town, other)).toMatchObject({ state: "action" });
  }, 60_000);

  test("OSB-76, MAL-28: a reported risk is lifted to one, and its case waits until that is accepted or lowered", async () => {
    const town = await openTown();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const happened = await report(town, anna);
    await assess(town, maja);
    // What has happened is no risk.
    expect(maja.dialog()).not.toContain("[Följ som en risk]");
    maja.closeDialog();
    expect(happened).not.toBe("");
    const id = await report(town, anna, { nature: "Risk" });
    await assess(town, maja, { probability: "2", severity: "3" });
    await maja.press("Följ som en risk");
    await maja.press("Spara", { feared: "legal", hazard, processName: "Kommunicering" });
    maja.closeDialog();
    await town.settled();
    const [risk] = await risksIn(town);
    expect(risk).toMatchObject({
      ...{ state: "raised", origin: id, by: "maja", unit: "barn-familj" },
      answers: { probability: "2", severity: "3", processName: "Kommunicering" },
      facts: { score: "6", riskLevel: "medium" },
    });
    expect(maja.card()).toContain("Typ: Risk 6, medel: rättssäkerhet");
    expect(await caseOf(town, id)).toMatchObject({
      state: "action",
      links: [{ kind: "risk", state: "open" }],
    });
    await maja.say(id);
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).not.toContain("[Avsluta]");
    maja.closeDialog();

    await maja.say(String(risk?.id));
    await judge(town, maja, { probability: "2", severity: "3", assignedTo: "maja" });
    await maja.press("Acceptera");
    await maja.press("Acceptera", { acceptReason: "Vi har kalendern, och den räcker." });
    // She did it herself: nothing of it is news to her.
    expect(maja.cards().join()).not.toContain("Nytt om risken");
    await maja.press("Ärendet bakom");
    expect(maja.dialog()).toContain(id);
    maja.closeDialog();
    await town.settled();
    await maja.say(id);
    await maja.press("Öppna ärendet");
    await maja.press("Åtgärder och ärenden");
    expect(inOneLine(maja.dialog())).toContain("Accepterad, bevakas. Accepterad");
    maja.closeDialog();
    await close(town, maja, "Vi följer det som en risk.");
    expect(await caseOf(town, id)).toMatchObject({ state: "closed", links: [{ state: "settled" }] });
  }, 60_000);

  test("MAL-22, MAL-26: the department's risks stand with the highest first, and the dialogue decides what next year holds", async () => {
    const town = await openTown();
    await give(town, "nils", "departmentManager");
    const { anna, maja, viktor, nils, frida } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "viktor", "nils", "frida"] as const),
    );
    const low = await raise(town, anna, "vuxen");
    await judge(town, viktor, { probability: "1", severity: "2", assignedTo: "viktor" });
    const high = await raise(town, anna);
    await judge(town, maja, { probability: "4", severity: "3", assignedTo: "frida" });
    const middle = await raise(town, anna, "familjehuset", "Otrygghet");
    await judge(town, frida, { probability: "3", severity: "3", assignedTo: "frida" });
    const unassessed = await raise(town, anna);

    const numbers = (card: string) => card.match(/[A-Z2-9]{4}-[A-Z2-9]{4}/g) ?? [];
    await nils.say("riskdialog");
    expect(nils.card()).toContain("# Risker, högst värde först");
    expect(numbers(nils.card())).toEqual([high, middle, low, unassessed]);
    expect(nils.card()).not.toContain(hazard);
    await viktor.say("risker");
    expect(numbers(viktor.card())).toEqual([low]);
    await anna.say("risker");
    expect(anna.card()).toContain("Det här visas för chefer");

    // A self-inspection for all is kept with its year; an action is decided at once.
    await nils.say(high);
    await nils.press("Öppna risken");
    await nils.press("Riskdialog");
    expect(nils.dialog()).toContain(`Vad som kan hända: ${hazard}`);
    await nils.press("Nästa", { decision: "commonSelfInspection", dialogueYear: "next" });
    await nils.press("Spara", { dialogueNote: "Alla enheter gör stickprov varje kvartal." });
    nils.closeDialog();
    await nils.say(middle);
    await nils.press("Öppna risken");
    await nils.press("Riskdialog");
    await nils.press("Nästa", { decision: "action", dialogueYear: "next" });
    await nils.press("Nästa", {
      plan: "Ny belysning på gården.",
      owner: "frida",
      due: "2026-06-01",
      followOn: "2026-09-01",
    });
    await nils.press("Spara", { actionType: "technology", strength: "strong", level: "department" });
    nils.closeDialog();
    await nils.say(low);
    await nils.press("Öppna risken");
    await nils.press("Riskdialog");
    await nils.press("Nästa", { decision: "close", dialogueYear: "this" });
    await nils.press("Spara", { dialogueNote: "Lokalen är stängd." });
    nils.closeDialog();
    await town.settled();
    expect(await riskOf(town, high)).toMatchObject({
      state: "assessed",
      facts: { decision: "commonSelfInspection", year: "2027" },
    });
    expect(await riskOf(town, middle)).toMatchObject({ state: "action", facts: { decision: "action" } });
    expect((await actionsIn(town))[0]).toMatchObject({ origin: middle, facts: { source: "risk" } });
    expect((await riskOf(town, middle)).answers.owner).toBeUndefined();
    await nils.say("riskdialog");
    expect(numbers(nils.card())).toEqual([high, middle, unassessed]);
    expect(nils.card()).toContain("Risk 12, mycket hög: rättssäkerhet (2027: gemensam egenkontroll)");
    // Those it belongs to are told, also of what is not theirs to decide.
    expect(maja.cards().join()).toContain("(2027: gemensam egenkontroll)");
    await maja.say(high);
    await maja.press("Öppna risken");
    expect(maja.dialog()).toContain("Från riskdialogen: Alla enheter gör stickprov varje kvartal.");
    maja.closeDialog();
  }, 60_000);

  test("a risk is taken back or moved by whoever raised it until somebody has looked, and by its manager after that", async () => {
    const town = await openTown();
    const { anna, maja, viktor, doris } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "viktor", "doris"] as const),
    );
    const mistaken = await raise(town, anna);
    await anna.press("Ta tillbaka");
    await anna.press("Ta tillbaka", {});
    anna.closeDialog();
    await town.settled();
    expect(await riskOf(town, mistaken)).toMatchObject({ state: "withdrawn", deadlines: [] });

    const id = await raise(town, anna);
    await anna.press("Fel enhet");
    await anna.press("Flytta", { unit: "vuxen" });
    anna.closeDialog();
    await town.settled();
    expect(maja.cards().join()).not.toContain(`Ärende: ${id}`);
    await viktor.press("Öppna risken");
    viktor.closeDialog();
    await town.settled();
    await anna.say(id);
    expect(anna.card()).not.toContain("[Ta tillbaka]");
    await viktor.press("Öppna risken");
    await viktor.press("Lyft");
    await viktor.press("Lyft", { liftReason: "Det gäller hela förvaltningens lokaler." });
    viktor.closeDialog();
    await town.settled();
    expect((await riskOf(town, id)).desk).toEqual({ role: "director", unit: "arbete-valfard" });
    await doris.press("Öppna risken");
    await doris.press("Avsluta");
    await doris.press("Avsluta", { feedback: "Samma risk finns redan på listan." });
    doris.closeDialog();
    await town.settled();
    expect(anna.card()).toContain("# Risken är avslutad");
    await anna.press("Läs om risken");
    expect(anna.dialog()).toContain("Så blev det: Samma risk finns redan på listan.");
    anna.closeDialog();
    await doris.say(id);
    await doris.press("Öppna risken");
    await doris.press("Öppna igen");
    await doris.press("Öppna igen", { reopenReason: "Det var en annan risk." });
    doris.closeDialog();
    await town.settled();
    expect((await riskOf(town, id)).state).toBe("raised");
  }, 60_000);
});
