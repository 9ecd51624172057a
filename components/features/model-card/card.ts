/** A stretch of a model card's text. */
export type CardInline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly children: readonly CardInline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly CardInline[] };

export type CardBlock =
  | { readonly kind: "paragraph"; readonly children: readonly CardInline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly CardInline[])[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly CardInline[])[];
      readonly rows: readonly (readonly (readonly CardInline[])[])[];
    };

export interface CardSection {
  readonly title: string;
  readonly id: string;
  readonly blocks: readonly CardBlock[];
}

/** A model card: its first sentence, what follows before the first heading, and its sections. */
export interface Card {
  readonly name: string;
  readonly sentence: string;
  readonly opening: readonly CardBlock[];
  readonly sections: readonly CardSection[];
}
