import { describe, expect, test } from "vitest";
import type { Municipality } from "#domain/municipality";
import type { Entry, RecordId } from "#domain/record";
import { readEntry } from "#functions/storage/records";
import { unzip } from "#tests/cards/unzip";
import { actionsIn, decideOn, finish, followUp, report } from "./casework.ts";
import { compilationsIn, fetched, midsummer, sweepAt } from "./compilation.ts";
import { arrive, craft, give, wordText } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osby, osbyFile, platformsOr } from "./osby.ts";

/** Osby as Ekerö is: with private providers, somebody who answers for their contracts, and nights in peace. */
const withProviders = (): Municipality =>
  osbyFile((m) => ({
    ...m,
    // Neither complaints, risks nor proposals, which have headings of their own in the report.
    kinds: ["deviation", "action", "appointment", "compilation", "providerNotice"],
    roles: [...m.roles, "contractManager"],
    quietHours: { from: "20:00", to: "06:30" },
  }));

/** What happened, in words that stand nowhere else. */
const neglect = "Den enskilde fick ingen tillsyn under natten.";

/** What a provider tells, where it differs from the usual one. */
interface Told {
  readonly type?: string;
  readonly provider?: string;
  readonly law?: string;
  /** The day on which it notified the authority. */
  readonly ivoOn?: string;
  readonly unit?: string;
}

/** Registers what a provider has told, from the word to the receipt. */
async function register(town: Osby, viktor: Device, said: Told = {}): Promise<void> {
  await viktor.say("utförarrapport");
  await viktor.press(said.type ?? "En rapport enligt lex Sarah");
  await viktor.press("Nästa", { provider: said.provider ?? "Solgården AB", unit: said.unit ?? "vuxen" });
  await viktor.press("Nästa", { happened: "2026-03-05", receivedOn: "2026-03-09", law: said.law ?? "sol" });
  await viktor.press("Nästa", { what: neglect, measures: "Extra personal på natten." });
  await viktor.press(said.ivoOn ? "Ja" : "Nej", { providerInvestigates: "yes" });
  if (said.ivoOn) await viktor.press("Nästa", { providerIvoOn: said.ivoOn });
  await viktor.press("Skicka");
  await town.settled();
  town.clock.turn(1);
}

/** Somebody has complained of a decision to a member of staff, or praised it. */
async function complain(town: Osby, anna: Device, praise = false): Promise<void> {
  await anna.say("klagomål");
  await anna.press(praise ? "Ge beröm" : "Klaga");
  await anna.press("Telefon");
  await anna.press("En närstående");
  await anna.press("Nästa", { receivedOn: "2026-03-09", law: "sol" });
  if (!praise) await anna.press("Utredning, beslut och rättssäkerhet");
  await anna.press("Nästa", { told: praise ? "Ni svarade fort." : "Beslutet kom för sent." });
  if (!praise) await anna.press("Nej, ingen av dem");
  if (!praise) await anna.press("Nej");
  await anna.press("Skicka");
  await town.settled();
}

/** A compilation that somebody asks for at any time: its document, and its workbook, as text. */
async function preview(town: Osby, who: Device, document: string): Promise<{ word: string; excel: string }> {
  await who.say("sammanställning");
  await who.press(document);
  await who.press("Den som pågår, till och med i dag");
  await town.settled();
  await who.press("Öppna");
  await who.press("Dokument");
  const word = wordText(await fetched(who, document)).replaceAll(/ +/g, " ");
  const excel = Object.values(unzip(await fetched(who, `${document} (Excel)`))).join();
  who.closeDialog();
  return { word, excel };
}

/** What providers have told, as it is stored, the first first. */
async function noticesIn(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({
    index: "shelf",
    pk: "T#osby#STANDING#providerNotice",
  });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []).toSorted((a, b) => a.reportedAt.localeCompare(b.reportedAt));
}

/** The cards of a notice that lie in somebody's chat. */
const cardsOf = (device: Device, id: string) =>
  device
    .cards()
    .filter((card) => card.includes(`Ärende: ${id}`))
    .join("\n");

/** A notice as somebody reads it, by its number. */
const opened = async (device: Device, id: string) => {
  await device.say(id);
  await device.press("Öppna anmälan");
  const shown = device.dialog() ?? "";
  device.closeDialog();
  return shown;
};

describe.each(platformsOr("slack"))("what a provider must tell, in %s", (platform) => {
  test("EKE-91: reaches director and SAS at once, also at night; the committee's secretary has it for the list; and it is followed up until it is answered", async () => {
    const town = await openOsby({ file: withProviders(), at: "2026-03-09T21:00:00.000Z" });
    await give(town, "viktor", "contractManager");
    const { anna, viktor, doris, sara, nils, frida } = await arrive(
      town,
      platform,
      ...(["anna", "viktor", "doris", "sara", "nils", "frida"] as const),
    );
    // It takes somebody who answers for it.
    expect(anna.card()).not.toContain("Anmälan från utförare");
    await anna.say("utförarrapport");
    expect(`${anna.card()} ${anna.notice()}`).not.toContain("Vad har utföraren anmält?");

    // Heard of before it happened: that is a slip, and is said so.
    await viktor.say("utförarrapport");
    await viktor.press("En rapport enligt lex Sarah");
    await viktor.press("Nästa", { provider: "Solgården AB", unit: "familjehuset" });
    expect(viktor.card()).toContain("2026-03-09");
    await viktor.press("Nästa", { happened: "2026-03-08", receivedOn: "2026-03-05", law: "sol" });
    expect(`${viktor.card()} ${viktor.notice()}`).toContain("före den andra");
    await viktor.press("Ta bort utkastet");
    await register(town, viktor, { unit: "familjehuset" });
    const [notice, ...more] = await noticesIn(town);
    const id = notice?.id ?? "";
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      state: "received",
      unit: "familjehuset",
      facts: { eventOn: "2026-03-05" },
    });
    expect(viktor.cards().join("\n")).toContain("# Anmälan är registrerad");
    for (const told of [doris, sara]) {
      expect(told.card()).toContain(`Ärende: ${id}`);
      expect(told.card()).toContain("Lex Sarah hos utförare: Solgården AB");
    }
    for (const later of [nils, frida]) expect(later.cards().join("\n")).not.toContain(id);
    await sweepAt(town, "2026-03-10T05:31:00.000Z");
    for (const told of [nils, frida]) expect(told.card()).toContain(`Ärende: ${id}`);
    // What is protected is in no chat.
    for (const each of [anna, viktor, doris, sara, nils, frida])
      expect(each.cards().join("\n")).not.toContain(neglect);
    expect(anna.cards().join("\n")).not.toContain(id);
    expect(await opened(doris, id)).toContain(neglect);
    expect(await opened(doris, id)).toContain("27 kap. 4 §");

    // A list of its own, for those whom it is for.
    for (const reader of [viktor, doris, sara, nils]) {
      await reader.say("utförarrapporter");
      expect(reader.card()).toMatch(new RegExp(`Lex Sarah hos utförare: Solgården AB, ${id}`));
    }
    await anna.say("utförarrapporter");
    expect(anna.card()).toContain("Det här visas för chefer och för dem som handlägger.");

    // What is asked of the provider, and by when; it is late, and is remembered.
    await viktor.press("Jag tar det");
    await viktor.press("Begär svar");
    await viktor.press("Spara", { request: "Er utredning, och hur ni hindrar det.", answerBy: "2026-03-20" });
    await town.settled();
    viktor.closeDialog();
    expect(cardsOf(viktor, id)).toContain("Utföraren ska svara: 20 mars 2026");
    expect(cardsOf(doris, id)).toContain("Läge: Följs upp");
    await viktor.say("mitt arbete");
    expect(viktor.card()).toContain(id);
    // Not before the provider has answered and the committee knows.
    expect(await opened(viktor, id)).not.toContain("[Avsluta]");
    await sweepAt(town, "2026-03-24T06:31:00.000Z");
    expect(viktor.card()).toMatch(/Försenat: utföraren ska svara senast 20 mars 2026/);
    await viktor.press("Utföraren har svarat");
    await viktor.press("Spara", {
      replyOn: "2026-03-23",
      providerDegree: "seriousRisk",
      reply: "Tillsynen brast. Ny rutin för nätter.",
      providerNotifiedIvo: "yes",
      providerIvoOn: "2026-03-20",
    });
    await town.settled();
    // Since it was notified, that duty stands there too.
    expect(viktor.dialog()).toContain("27 kap. 6 §");
    await viktor.press("Ny åtgärd");
    await viktor.press("Nästa", {
      plan: "Oanmält besök hos utföraren.",
      owner: "frida",
      due: "2026-04-10",
      followOn: "2026-04-17",
    });
    await viktor.press("Spara", { actionType: "cooperation", strength: "medium", level: "organisation" });
    await town.settled();
    viktor.closeDialog();
    expect((await actionsIn(town)).map(({ facts }) => facts.source)).toEqual(["nonCompliance"]);

    // The committee is told by whoever has its list.
    await nils.press("Nämnden är informerad");
    await nils.press("Spara", { meetingOn: "2026-03-24", paragraph: "§ 31", diaryNumber: "KS 2026/90" });
    await town.settled();
    nils.closeDialog();
    expect(cardsOf(viktor, id)).toContain("Läge: Nämnden är informerad");
    expect(await opened(viktor, id)).not.toContain("[Avsluta]");
    await finish(town, frida);
    await followUp(town, frida, "yes", "Nätterna är bemannade.");
    await viktor.press("Avsluta");
    await viktor.press("Avsluta", { conclusion: "Den enskilde är trygg." });
    await town.settled();
    viktor.closeDialog();
    expect((await noticesIn(town))[0]).toMatchObject({ state: "closed", deadlines: [] });
    expect(cardsOf(doris, id)).toContain("# Avslutad anmälan från utförare");
    await sara.say("utförarrapporter");
    expect(sara.card()).toContain("Inga anmälningar från utförare är öppna.");
  });
});

describe.each(platformsOr("teams"))("the committee's list, in %s", (platform) => {
  test("EKE-91, EKE-72: the annex of the half-year has every notice but those registered by mistake; the report has their number; and whoever has a conflict of interest leaves it to others", async () => {
    const town = await openOsby({ file: withProviders() });
    await give(town, "viktor", "contractManager");
    const { viktor, doris, sara, nils } = await arrive(
      town,
      platform,
      ...(["viktor", "doris", "sara", "nils"] as const),
    );
    await register(town, viktor, { law: "lss", ivoOn: "2026-03-09", provider: "Solgården AB" });
    await register(town, viktor, { type: "En allvarlig händelse", law: "lss", provider: "Björkens vård" });
    await register(town, viktor, { type: "Något annat", provider: "Granens HVB" });
    await register(town, viktor, { type: "Något annat", provider: "Fel utförare" });
    const all = await noticesIn(town);
    const [lexSarah, serious, other, wrong] = all.map(({ id }) => id);
    expect(
      all.map(({ law }) =>
        law
          .map(({ section }) => section)
          .join(" ")
          .trim(),
      ),
    ).toEqual(["24 d § 24 f §", "24 f §", "", ""]);

    // The provider is a relative's: it goes to the next who may, and is theirs to see to.
    await viktor.say(serious ?? "");
    await viktor.press("Öppna anmälan");
    await viktor.press("Jag är jävig");
    await viktor.press("Lämna ifrån mig");
    await town.settled();
    viktor.closeDialog();
    expect((await noticesIn(town))[1]).toMatchObject({ barred: ["viktor"] });
    await sara.say(serious ?? "");
    await sara.press("Jag tar det");
    await town.settled();
    // What was registered by mistake is kept, and is in no list.
    await viktor.say(wrong ?? "");
    await viktor.press("Öppna anmälan");
    await viktor.press("Rätta uppgifterna");
    await viktor.press("Rätta", { provider: "Ekens HVB", correctionReason: "Fel namn." });
    await town.settled();
    expect(viktor.dialog()).toContain("Utförare, tidigare: Fel utförare");
    await viktor.press("Felregistrerat");
    await viktor.press("Avsluta", { mistakenReason: "Det var en fråga." });
    await town.settled();
    viktor.closeDialog();
    expect(doris.cards().join("\n")).toContain("Läge: Felregistrerad");
    await nils.say("utförarrapporter");
    for (const id of [lexSarah, serious, other]) expect(nils.card()).toContain(id);
    expect(nils.card()).not.toContain(wrong);

    await sweepAt(town, midsummer);
    const [half] = await compilationsIn(town);
    await sara.say(half?.id ?? "");
    await sara.press("Öppna");
    await sara.press("Dokument");
    const report = wordText(await fetched(sara, "Sammanställning och analys"));
    const annex = wordText(await fetched(sara, "Bilaga: lex Sarah"));
    sara.closeDialog();
    for (const name of ["Solgården AB", "Björkens vård", "Granens HVB"]) {
      expect(annex).toContain(name);
      // In what is published nothing says who it was.
      expect(report).not.toContain(name);
    }
    expect(annex).toContain(lexSarah);
    expect(annex).not.toMatch(/Fel utförare|Ekens HVB/);
    expect(`${annex}${report}`).not.toContain(neglect);
    expect(report).toMatch(
      /Anmälningar från utförare, efter om de är anmälda till IVO.*Totalt +\S+ +\S+ +3 /,
    );
    // What the municipality does not register has no empty tables.
    expect(report).not.toMatch(/Klagomål, synpunkter|Risker som togs upp|Förslag, jämfört|tillsammans, per/);
  });
});

test.each(platformsOr("slack"))(
  "EKE-67, EKE-85, STH-45, STH-46, STH-47, MAL-55, MAL-56: accounts and a council's pack have in them what was complained of and praised, what could happen, what was proposed, inspected and done about it, in %s",
  async (platform) => {
    const all = ["complaint", "risk", "proposal", "providerNotice"];
    const file = osbyFile((m) => ({ ...m, kinds: [...new Set([...m.kinds, ...all])] }));
    const town = await openOsby({ file });
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    await complain(town, anna);
    await complain(town, anna, true);
    for (let n = 0; n < 2; n++) {
      await anna.say("riskanalys");
      await anna.press("Rättssäkerhet");
      await anna.press("Skicka", { unit: "barn-familj", hazard: "Post kan bli liggande." });
    }
    await anna.say("förslag");
    await anna.press("Skicka", { proposal: "Ring dagen före mötet." });
    await report(town, anna, { law: "lss" });

    // The totals of the whole are shown; what few could be known by is not.
    const accounts = await preview(town, sara, "Kvalitetsredovisning");
    expect(accounts.word).toMatch(/frågor och beröm, jämfört.*? Klagomål 1 0 0 .*? Beröm 1 0 0 /);
    expect(accounts.word).toMatch(/Risker som togs upp, jämfört.*? Totalt 2 0 0 /);
    expect(accounts.word).toMatch(/Förslag, jämfört.*? Totalt 1 0 0 /);
    for (const heading of ["Egenkontroll", "Åtgärder och deras effekt"])
      expect(accounts.word).toMatch(new RegExp(` ${heading} Tabell `));
    expect(accounts.word).toMatch(/tillsammans, per enhet .*? Barn och familjeenheten \.\. /);
    expect(accounts.excel).toContain("tillsammans, per enhet");
    expect(accounts.word).not.toMatch(/Post kan bli|Beslutet kom|Ring dagen/);

    // To those who answer for the unit nothing is hidden, and what is open stands with its number.
    await decideOn(town, maja);
    await maja.say("planera egenkontroll");
    await maja.press("Nästa", { checklist: "financial-assistance" });
    await maja.press("Nästa", { unit: "barn-familj", below: "own" });
    await maja.press("Varje kvartal");
    await maja.press("Skicka", {
      answers: "unitManager",
      window: "14",
      first: "2026-03-10",
      aggregated: "yes",
    });
    await town.settled();
    const { word: pack } = await preview(town, maja, "Underlag till kvalitetsråd");
    expect(pack).toMatch(
      /per enhet Enhet Klagomål Avvikelser Varav lex Sarah Barn och familjeenheten 1 1 0 Totalt 1 1 0 /,
    );
    expect(pack).toMatch(/Rapporter per lag, jämfört med tidigare perioder.*? \(LSS\) 1 0 0 Totalt 1 0 0 /);
    expect(pack).toMatch(/Egenkontroller: gjorda, missade och öppna.*? Totalt 0 0 1 1 /);
    expect(pack).toMatch(/Åtgärder som beslutades under perioden.*?rutin 1 0 0 0 1 /);
    expect(pack).toContain((await actionsIn(town))[0]?.id);
    const made = (await compilationsIn(town)).find(({ answers }) => answers.document === "councilPack");
    let shown = "";
    for (let page = 5; page < 30 && !shown.includes("tillsammans, per enhet"); page++)
      shown = await craft(town, platform, "maja", {
        ...({ do: "show", what: "figures" } as const),
        record: made?.id ?? "",
        page,
      });
    // In a modal of Slack a table is lines.
    expect(shown).toMatch(/Klagomål.*Avvikelser.*Varav lex Sarah/s);
    expect(shown).toMatch(/Barn och familjeenheten\D+1\D+1\D+0\D/);
    const open = (await town.records()).filter(({ kind }) => all.includes(kind));
    expect(open.map(({ kind }) => kind).sort()).toEqual(["complaint", "complaint", "proposal"]);
    const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#risk" });
    const ids = [...open.map(({ id }) => id), ...items.map(({ PK }) => String(PK).split("#").at(-1) ?? "")];
    expect(ids).toHaveLength(5);
    for (const id of ids) expect(pack).toContain(id);
    expect(pack).not.toMatch(/Post kan bli|Beslutet kom|Ring dagen/);
  },
);
