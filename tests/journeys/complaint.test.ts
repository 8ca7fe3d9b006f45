import { describe, expect, test } from "vitest";
import { historyHolds } from "#domain/history";
import { actionsIn, close, finish, followUp, plan } from "./casework.ts";
import { arrive, begin, caseOf, craft, decide, investigate, propose, reads } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, platformsOr } from "./osby.ts";

/** What people outside say of the operation, from the member of staff who is told of it to the answer. */

const told = "Den enskilde fick ingen hjälp på hela natten.";

/** What is registered, where it differs from the usual. */
interface Said {
  readonly type?: string;
  readonly sender?: string;
  readonly receivedOn?: string;
  readonly involved?: string;
  readonly wants?: "Ja" | "Nej";
  readonly contact?: string;
}

/** Registers what somebody said on the telephone, from the word to the receipt, and gives its number. */
async function register(town: Osby, anna: Device, said: Said = {}): Promise<string> {
  const before = new Set((await town.records()).map(({ id }) => id));
  const { type = "Klaga", sender = "En närstående", wants = "Ja" } = said;
  await anna.say("klagomål");
  await anna.press(type);
  await anna.press("Telefon");
  await anna.press(sender);
  await anna.press("Nästa", { law: "sol", ...(said.receivedOn && { receivedOn: said.receivedOn }) });
  if (type !== "Ge beröm") await anna.press("Insatsen blev inte av eller blev fel");
  await anna.press("Nästa", { told });
  if (type !== "Ge beröm") {
    await anna.press(said.involved ?? "Nej, ingen av dem");
    await anna.press(wants);
    if (wants === "Ja" && !sender.includes("anonym"))
      await anna.press("Nästa", { answerHow: "phone", contact: said.contact ?? "Berit, 070-174 06 40" });
  }
  await anna.press("Skicka");
  await town.settled();
  const made = (await town.records()).find(({ id }) => !before.has(id));
  if (!made) throw new Error(`nothing was registered: ${anna.card()}`);
  return made.id;
}

/** The first of the finding: that it was a deviation, and of which sort. */
async function judge(town: Osby, maja: Device, nature = "mistreatment"): Promise<void> {
  await maja.press("Ta ställning");
  await maja.press("Nästa", { finding: "yes" });
  await maja.press("Nästa", {
    nature,
    concerns: "recipient",
    happened: "i går kväll",
    what: "Ingen svarade på larmet.",
    consequence: "unease",
    measures: ["secured"],
  });
  await maja.press("Spara", { findingReason: "Larmet ska alltid besvaras." });
  await town.settled();
}

const cards = (...devices: Device[]) => devices.flatMap((device) => device.cards()).join("\n");

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("OSB-59, OSB-93, OSB-95, HJO-59, MAL-88, EKE-38, EKE-94: an anonymous complaint becomes a deviation and lex Sarah, hears how that ended, and is answered by a code", async () => {
    const town = await openOsby();
    const { anna, maja, sara, viktor } = await arrive(town, platform, "anna", "maja", "sara", "viktor");
    const id = await register(town, anna, { sender: "Personen är anonym" });
    expect(anna.card()).toContain("Tryck Visa koden och läs upp den.");
    await anna.press("Visa koden");
    const code = new RegExp(`${id}-[A-Z2-9]{4}`).exec(String(anna.dialog()))?.[0] ?? "";
    expect(code).not.toBe("");
    expect(anna.dialog()).toMatch(/^[A-Z\d]{4}: (\p{L}+, ){3}\p{L}+$/mu);
    anna.closeDialog();
    expect(cards(anna, maja)).not.toContain(code);
    expect(cards(anna, maja)).not.toContain(told);
    const press = async (who: string, record: string, act: string) =>
      craft(town, platform, who, { do: "act", act, record, version: (await caseOf(town, record)).version });

    // A finding needs its reason, and a deviation what the deviation form needs.
    await maja.press("Ta ställning");
    await maja.press("Nästa", { finding: "no" });
    await maja.press("Spara", { findingReason: " " }).catch(() => undefined);
    expect((await caseOf(town, id)).state).toBe("received");
    await maja.press("Tillbaka");
    maja.closeDialog();
    await judge(town, maja);
    expect(maja.dialog()).toContain("Ställningstagande: avvikelse: Ja");
    expect(maja.dialog()).toContain("Åtgärder och ärenden");
    maja.closeDialog();
    const deviation = (await town.records()).find(({ kind }) => kind === "deviation");
    const grown = String(deviation?.id);
    expect(deviation).toMatchObject({
      origin: id,
      by: "maja",
      unit: "barn-familj",
      occurredOn: "2026-03-09",
    });
    expect(deviation?.facts).toMatchObject({ nature: "mistreatment", law: "sol", category: "care" });
    expect(await caseOf(town, id)).toMatchObject({ state: "judged", links: [{ id: grown, state: "open" }] });
    expect(sara.card()).toContain(`Ärende: ${grown}`);
    expect(sara.card()).toContain("[Första bedömningen]");

    // An answer can be given meanwhile; the case is not ended before it is known how the other ended.
    expect(await press("maja", id, "close")).toContain("Vänta på vad som kommer fram.");
    await begin(town, sara);
    await investigate(town, sara);
    await propose(town, sara, "mistreatment");
    await decide(town, sara, "none");
    expect(await press("maja", id, "close")).toContain("Vänta på vad som kommer fram.");
    await close(town, sara, "Larmet är ombytt.");
    expect((await caseOf(town, id)).links).toMatchObject([{ id: grown, state: "settled", outcome: "none" }]);
    expect(maja.card()).toContain(id);
    await maja.press("Öppna ärendet");
    await maja.press("Åtgärder och ärenden");
    expect(maja.dialog()).toMatch(new RegExp(`${grown} Lex Sarah\\W+Avslutad. Inget missförhållande`));
    maja.closeDialog();

    // Wanted, the answer comes first; until then the code shows nothing.
    expect(await press("maja", id, "close")).toContain("Skriv in svaret först.");
    await viktor.say("svar på kod");
    await viktor.press("Skriv koden");
    await viktor.press("Visa svaret", { code });
    expect(`${viktor.dialog()}${viktor.notice()}`).toContain("Det finns inget svar på den koden än");
    viktor.closeDialog();
    await maja.press("Svara");
    expect(maja.dialog()).toContain(`Vad personen sa: ${told}`);
    expect(maja.dialog()).not.toContain("Hur lämnade ni svaret?");
    await maja.press("Spara svaret", { answerText: "Vi har bytt larmet. Förlåt." });
    await maja.closeDialog();
    await town.settled();
    await close(town, maja, "Den som ringde kan få svaret med koden.");
    expect(await caseOf(town, id)).toMatchObject({ state: "closed" });
    expect(anna.card()).toContain("# Ärendet är avslutat");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Den som ringde kan få svaret med koden.");
    expect(anna.dialog()).toContain(code);
    expect(anna.dialog()).not.toContain("Larmet ska alltid besvaras");
    anna.closeDialog();

    // Any member of staff reads the answer to whoever has the code, and nothing else.
    await viktor.say(`kod ${code}`);
    expect(viktor.card()).toContain("Skriv koden i rutan, inte i chatten.");
    expect(cards(viktor)).not.toContain(code);
    await viktor.press("Skriv koden");
    await viktor.press("Visa svaret", { code: code.toLowerCase().replaceAll("-", " ") });
    expect(viktor.dialog()).toContain("Svar: Vi har bytt larmet. Förlåt.");
    expect(viktor.dialog()).toContain("Besvarat: 10 mars 2026 12.00");
    for (const hidden of [told, id, code, "Klagomål", "Barn och familje", "Maja"])
      expect(viktor.dialog()).not.toContain(hidden);
    viktor.closeDialog();
    expect(cards(viktor, maja, anna)).not.toContain("Vi har bytt larmet");
    const readers = (await reads(town, id)).flatMap(({ person, what }) => (what === "code" ? person : []));
    expect(readers.sort()).toEqual(["anna", "anna", "viktor"]);

    const entry = await caseOf(town, id);
    expect(historyHolds(entry.history)).toBe(true);
    expect(JSON.stringify(entry)).not.toContain(code);
    expect(entry.facts).toMatchObject({
      ...{ nature: "complaint", sender: "anonymous", finding: "yes", judged: "yes" },
      ...{ answeredOn: "2026-03-10", answeredInTime: "yes" },
    });
  });

  test("STH-45: praise is carried on to those it is about; what belongs elsewhere is told where, and nothing of it is kept", async () => {
    const town = await openOsby();
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    const id = await register(town, anna, { type: "Ge beröm" });
    expect(maja.card()).toContain("Typ: Beröm");
    expect(maja.card()).toContain("Ska föras vidare: 24 mars 2026");
    expect(maja.card()).not.toMatch(/Ta ställning|Svara/);
    await maja.press("För vidare");
    expect(maja.dialog()).toContain(`Vad personen sa: ${told}`);
    await maja.press("Spara", { carried: ["meeting"], feedback: "Vi läste upp det på APT." });
    maja.closeDialog();
    await town.settled();
    expect(anna.card()).toContain("# Ärendet är avslutat");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Så gick det: Vi läste upp det på APT.");
    anna.closeDialog();
    expect((await caseOf(town, id)).facts).toMatchObject({ nature: "praise", praise: "yes", judged: "no" });
    await maja.say("min enhet");
    expect(maja.card()).toContain("Beröm: 1");

    const before = await town.records();
    const elsewhere = async (option: string) => {
      await viktor.say("synpunkt");
      await viktor.press(option);
      return viktor.card();
    };
    const concern = await elsewhere("Göra en orosanmälan");
    expect(concern).toContain("# Orosanmälan");
    expect(concern).toContain("Mottagningen, barn och unga 08-465 004 01");
    expect(await elsewhere("Överklaga ett beslut")).toContain("inom tre veckor");
    expect(await elsewhere("Anmäla något trasigt")).toContain("Anmäl här: Kommunens felanmälan på hemsidan");
    await viktor.say("jag vill göra en orosanmälan");
    expect(viktor.card()).toContain("08-465 004 02");
    await viktor.say("klagomål");
    await viktor.press("Fyll i allt på en gång");
    await viktor.press("Nästa", { type: "concern" });
    expect(viktor.dialog()).toContain("08-465 004 01");
    viktor.closeDialog();
    await viktor.say("fortsätt");
    expect(viktor.card()).toContain("Det finns ingen påbörjad rapport.");
    expect(await town.records()).toEqual(before);
  });
});

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("a complaint about the manager is nothing that the manager learns of, nor what grew out of it, nor its answer", async () => {
    const town = await openOsby();
    const { anna, maja, sara, frida } = await arrive(town, platform, "anna", "maja", "sara", "frida");
    const seen = maja.cards().length;
    const id = await register(town, anna, {
      sender: "Personen är anonym",
      involved: "Ja, chefen är inblandad",
    });
    await anna.press("Visa koden");
    const code = new RegExp(`${id}-[A-Z2-9]{4}`).exec(String(anna.dialog()))?.[0] ?? "";
    anna.closeDialog();
    expect(sara.card()).toContain("Typ: Klagomål");
    expect(await caseOf(town, id)).toMatchObject({ restricted: true, desk: { role: "sas" } });
    await judge(town, sara, "deviation");
    sara.closeDialog();
    const grown = (await town.records()).find(({ origin }) => origin === id);
    expect(grown).toMatchObject({ kind: "deviation", restricted: true, desk: { role: "sas" } });
    for (const record of [id, String(grown?.id)]) {
      await maja.say(record);
      expect(maja.card()).toContain("Det finns inget sådant ärende");
    }
    expect(cards(maja).split("# ").length - 1).toBe(seen + 2);
    await sara.say(id);
    await sara.press("Svara");
    await sara.press("Spara svaret", { answerText: "Vi har talat med alla på enheten." });
    sara.closeDialog();
    await town.settled();
    const asked = async (device: Device) => {
      await device.say("kod");
      await device.press("Skriv koden");
      await device.press("Visa svaret", { code });
      const shown = `${device.dialog()}${device.notice()}`;
      device.closeDialog();
      return shown;
    };
    expect(await asked(maja)).toContain("Det finns inget svar på den koden än, eller så är koden fel.");
    expect(await asked(frida)).toContain("Vi har talat med alla på enheten.");
  });

  test("OSB-94, STH-20, EKE-63, MAL-89: a suggestion is confirmed and answered in time over Easter, becomes a proposal, and its answer is given", async () => {
    const town = await openOsby({ at: "2026-04-02T09:00:00.000Z" });
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    // Nothing that says who is concerned is taken, wherever it is written.
    await anna.say("jag vill lämna en synpunkt");
    await anna.press("Lämna en synpunkt");
    await anna.press("Brev");
    await anna.press("En närstående");
    await anna.press("Nästa", { law: "sol" });
    await anna.press("Insatsen blev inte av eller blev fel");
    await anna.press("Nästa", { told: "Det gäller 811228-9874." }).catch(() => undefined);
    expect(`${anna.card()}${anna.notice()}${anna.cards().join()}`).toContain(
      "Det ser ut att stå ett personnummer",
    );
    await anna.press("Ta bort utkastet");
    const id = await register(town, anna, { type: "Lämna en synpunkt" });
    expect(anna.card()).not.toContain("Visa koden");
    expect(cards(anna, maja)).not.toContain("Berit");
    expect(maja.card()).toContain("Typ: Synpunkt");
    expect(maja.card()).toContain("Ska bekräftas: 8 april 2026");

    await maja.press("Bekräfta");
    expect(maja.dialog()).toContain("Kontakt: Berit, 070-174 06 40");
    await maja.press("Spara", { acknowledgedHow: "phone" });
    maja.closeDialog();
    await town.settled();
    expect(maja.card()).toContain("Ska besvaras: 20 april 2026");
    expect(maja.card()).not.toContain("[Bekräfta]");
    await maja.press("Öppna ärendet");
    await maja.press("Gör ett förslag av det");
    await maja.press("Spara", { proposal: "En bild på den som kommer.", benefit: "Det känns tryggare." });
    await town.settled();
    const proposal = (await town.records()).find(({ kind }) => kind === "proposal");
    expect(proposal).toMatchObject({ origin: id, by: "maja", facts: { nature: "complaint" } });
    await maja.press("Diarienummer");
    await maja.press("Spara", { diaryNumber: "KS 2026/101" });
    expect(maja.dialog()).toContain("Vårt diarienummer: KS 2026/101");
    await maja.press("Ta ställning");
    await maja.press("Nästa", { finding: "no" });
    await maja.press("Spara", { findingReason: "Inget har brustit." });
    expect(maja.dialog()).toContain("Ställningstagande: avvikelse: Nej");
    expect(maja.dialog()).not.toContain("[Avsluta]");
    await maja.press("Svara");
    await maja.press("Spara svaret", { answerText: "Vi provar med bilder.", answeredHow: "phone" });
    expect(maja.dialog()).not.toContain("[Avsluta]");
    await maja.press("Ändra svaret");
    expect(maja.dialog()).toContain("Vi provar med bilder.");
    await maja.press("Spara svaret", { answerText: "Vi provar med bilder från i höst." });
    expect(maja.dialog()).toContain("Svar, tidigare: Vi provar med bilder.");
    maja.closeDialog();
    await town.settled();

    // What grew out of it is answered first.
    await maja.say(String(proposal?.id));
    await maja.press("Svara");
    await maja.press("Skicka svaret", { decision: "decline", answer: "Det finns redan." });
    maja.closeDialog();
    await town.settled();
    await maja.say(id);
    await close(town, maja, "De får en bild i höst.");
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "closed", deadlines: [] });
    expect(entry.facts).toMatchObject({
      ...{ nature: "suggestion", finding: "no", wantsAnswer: "yes", answeredInTime: "yes" },
      ...{ acknowledgedOn: "2026-04-02", answeredOn: "2026-04-02" },
    });
    expect(anna.card()).toContain("# Ärendet är avslutat");
  });

  test("MAL-70: whoever is anonymous and wants no answer has no code, and cannot be answered; what was missing is asked of whoever registered it", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await register(town, anna, { sender: "Personen är anonym", wants: "Nej" });
    expect(cards(anna)).not.toContain("Visa koden");
    const press = async (act: string) =>
      craft(town, platform, "maja", {
        do: "act",
        act,
        record: id,
        version: (await caseOf(town, id)).version,
      });
    expect(maja.card()).not.toContain("[Svara]");
    expect(await press("answer")).toContain("Den som hörde av sig är anonym och har ingen kod.");
    const own = await craft(town, platform, "anna", { do: "code", record: id });
    expect(own).toContain("Det finns inget sådant ärende");
    await maja.press("Jag tar det");
    await maja.press("Öppna ärendet");
    await maja.press("Fråga rapportören");
    await maja.press("Fråga", { question: "Vilken natt gällde det?" });
    await town.settled();
    maja.closeDialog();
    await anna.press("Svara");
    await anna.press("Svara", { reply: "Natten till måndag." });
    anna.closeDialog();
    await town.settled();
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Rapportörens svar: Natten till måndag.");
    expect(maja.dialog()).not.toContain("Anna");
    expect(await press("close")).toContain("Ta ställning först: var det en avvikelse?");
    maja.closeDialog();
    await maja.press("Öppna ärendet");
    await maja.press("Ta ställning");
    await maja.press("Nästa", { finding: "no" });
    await maja.press("Spara", { findingReason: "Larmet besvarades." });
    await plan(town, maja, "maja");
    maja.closeDialog();
    const [action] = await actionsIn(town);
    expect(action).toMatchObject({ origin: id, facts: { source: "complaint" } });
    await maja.say("mitt arbete");
    expect(maja.card()).toMatch(new RegExp(`Klagomål[^\\n]*, ${id}[\\s\\S]*Nästa steg senast`));
    await finish(town, maja);
    await followUp(town, maja, "yes", "Alla larm besvaras.");
    await maja.say(id);
    await close(town, maja, "Vi har gått igenom natten.");
    expect((await caseOf(town, id)).facts.answeredInTime).toBeUndefined();
    expect((await caseOf(town, id)).state).toBe("closed");
  });
});
