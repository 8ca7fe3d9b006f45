import type { CompiledDocument } from "#domain/documents/compiled";
import { type CompiledName, compiled } from "#domain/documents/index";
import type { CaseDocument } from "#domain/kind";
import type { CompileAsk } from "#functions/compile";

/** What a document asks of the engine. */

export type Wanted = CompileAsk["figures"][number];

/** The figures of a document: those of the annex that stand in no public one are never hidden. */
export function figuresOf(document: CompiledName, open?: boolean): readonly Wanted[] {
  const { annex, ...main }: CompiledDocument = compiled[document];
  const all = [main, ...(annex ? [annex] : [])].flatMap((each: CaseDocument) =>
    each.sections.flatMap(({ figures = [], joint = [] }) =>
      [...figures, ...joint.flatMap((table) => table.figures)].map((key): Wanted => {
        const [kind = "", name = ""] = key.split("/");
        return { kind, name, ...((open || each.open) && { open: true }) };
      }),
    ),
  );
  return [...new Map(all.toReversed().map((one) => [`${one.kind}/${one.name}`, one])).values()];
}

export function whereOf(document: CompiledName): CompileAsk["where"] {
  const { where = {} }: CompiledDocument = compiled[document];
  return where;
}
