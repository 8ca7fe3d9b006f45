/** What people write in an invented history. Nothing of it has happened, and it says so itself. */

const invented = (texts: readonly string[]) => texts.map((text) => `Påhittat: ${text}`);

/** What happened, by what it was about. */
export const happened = {
  care: invented([
    "Ett planerat stödsamtal blev inte av, och ingen ringde upp efteråt.",
    "Insatsen började tre veckor senare än vad som var beslutat.",
    "Kontaktpersonen fick uppdraget utan att planen var klar.",
    "Hembesöket glömdes bort när schemat ändrades.",
  ]),
  conduct: invented([
    "Den enskilde fick vänta i korridoren och tilltalades på ett ovänligt sätt.",
    "Ett samtal fördes med öppen dörr så att andra kunde höra.",
    "Tolk beställdes inte, och den enskilde förstod inte vad som sades.",
  ]),
  abuse: invented([
    "En besökare höjde rösten och hotade en annan besökare i väntrummet.",
    "Pengar som förvarades åt den enskilde saknades vid en kontroll.",
  ]),
  legal: invented([
    "Förhandsbedömningen blev klar först efter fjorton dagar.",
    "Utredningen drog ut på tiden och ingen förlängning var beslutad.",
    "Beslutet skickades utan att skälen stod i det.",
    "En utbetalning gjordes två gånger för samma månad.",
    "Barnets egen inställning framgår inte av utredningen.",
  ]),
  documentation: invented([
    "Anteckningen från mötet saknas i akten.",
    "En handling lades i fel akt och upptäcktes vid en egen kontroll.",
    "Flera telefonsamtal blev dokumenterade först efter flera veckor.",
    "Genomförandeplanen är inte uppdaterad efter det senaste mötet.",
  ]),
  placement: invented([
    "Uppföljningen av placeringen gjordes inte i tid.",
    "Skolan hade inte fått veta att barnet flyttat.",
    "Familjehemmet fick inte den information som behövdes inför helgen.",
  ]),
  cooperation: invented([
    "Den samordnade planen blev inte av, eftersom kallelsen aldrig kom fram.",
    "Regionen hade inte fått veta att insatsen var avslutad.",
    "Två verksamheter trodde att den andra hade ansvaret.",
  ]),
  organisation: invented([
    "Ingen var på plats för att ta emot anmälningar under eftermiddagen.",
    "Verksamhetssystemet låg nere och reservrutinen var inte känd.",
    "En ny medarbetare hade inte fått introduktion i rutinen.",
  ]),
  unknown: invented(["Något blev fel i kontakten med oss, men det är oklart vad."]),
} as const;

/** What is said first when somebody is in danger. */
export const alarms = invented([
  "Det är hotfullt i väntrummet, vi behöver hjälp nu.",
  "En person mår mycket dåligt i samtalsrummet.",
]);

export const suggestions = [
  "Gå igenom rutinen på nästa arbetsplatsträff.",
  "Sätt en påminnelse i kalendern när beslutet fattas.",
  "Låt två personer läsa igenom innan det skickas.",
];

export const reasons = [
  "En avvikelse utan allvarliga följder för den enskilde.",
  "Det påverkade kvaliteten, men ingen for illa.",
  "Händelsen hanteras i verksamheten.",
];
export const lexReasons = [
  "Uppgifterna behöver utredas enligt lex Sarah.",
  "Det kan ha drabbat den enskilde.",
];
export const outsideReason = "Händelsen ligger utanför det som lex Sarah omfattar.";
export const conclusions = [
  "Arbetssättet var inte känt för alla som berördes.",
  "Ansvaret var otydligt när ordinarie handläggare var borta.",
];
export const routines = ["Rutin för dokumentation", "Rutin för mottagning av anmälningar"];

/** What is to be done, by its type. */
export const plans = {
  direct: "Rätta det som blev fel och kontakta den enskilde.",
  information: "Informera alla i gruppen om vad som gäller.",
  training: "Utbilda nya och vikarier i arbetssättet.",
  routine: "Skriv om rutinen så att ansvaret framgår.",
  staffing: "Se över bemanningen de dagar då det brukar bli fel.",
  technology: "Lägg in en spärr eller påminnelse i systemet.",
  cooperation: "Bestäm med den andra verksamheten vem som gör vad.",
  selfInspection: "Lägg till frågan i den egna kontrollen.",
} as const;
export const dones = ["Klart enligt plan.", "Genomgånget på arbetsplatsträffen."];

/** How the effect was seen. */
export const effects = {
  yes: "Stickprov visar att det nu fungerar.",
  partly: "Det har blivit bättre, men inte överallt.",
  no: "Samma sak hände igen. Något annat behöver göras.",
} as const;
export const cancelled = "Det löstes på ett annat sätt.";

export const feedbacks = [
  "Tack för rapporten. Vi har gått igenom händelsen och ändrat arbetssättet.",
  "Tack. Det som hände är åtgärdat och uppföljt.",
  "Tack för att du berättade. Ingen ytterligare åtgärd behövdes.",
];
export const question = "Vet du ungefär när på dagen det hände?";
export const reply = "Det var på förmiddagen.";
export const mistakes = ["Rapporten gällde en annan verksamhet.", "Samma händelse var redan rapporterad."];

/** The journal of an investigation, by its headings. */
export const notes = {
  event: "Händelsen har gåtts igenom med dem som var med.",
  noticed: "Det upptäcktes av en kollega som läste i akten.",
  when: "Det pågick under några dagar.",
  causes: "Överlämningen mellan två handläggare brast.",
  before: "Något liknande har inte rapporterats tidigare.",
  again: "Det kan hända igen om inget ändras.",
  measures: "Den enskilde har kontaktats och det akuta är åtgärdat.",
  other: "Inget övrigt har framkommit.",
} as const;
export const source = "Samtal med berörd personal";
export const proposal = "Utredningen visar vad som brast och hur det drabbade den enskilde.";
export const decision = "Beslutet följer förslaget, av de skäl som anges där.";
export const notice = "Händelsen är allvarlig och ska anmälas.";

/** Who writes at a tablet that several people use. */
export const substitute = { reporterName: "Påhittad vikarie", reporterPhone: "070-174 06 19" } as const;
