// A code editor for Python: the same for a cell of a lesson and for a lab.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type KeyBinding,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

// Colours come from the page's style sheet, so that the editor follows the theme.
const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "c-k" },
  { tag: [tags.string, tags.special(tags.string)], class: "c-s" },
  { tag: [tags.number, tags.bool, tags.null], class: "c-m" },
  { tag: [tags.comment], class: "c-c1" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], class: "c-nf" },
  { tag: [tags.meta], class: "c-nd" },
]);

export interface Wishes {
  parent: Element;
  text: string;
  label: string;
  keys: KeyBinding[];
  numbers?: boolean;
  onChange?: (text: string) => void;
}

export function openEditor(wishes: Wishes): EditorView {
  const extensions: Extension[] = [
    EditorView.cspNonce.of(document.body.dataset.nonce ?? ""),
    EditorView.contentAttributes.of({ "aria-label": wishes.label, tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
    keymap.of(wishes.keys),
    wishes.numbers ? [lineNumbers(), highlightActiveLineGutter(), highlightActiveLine()] : [],
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of("    "),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    highlightSelectionMatches(),
    syntaxHighlighting(COLOURS),
    python(),
    // Escape and then Tab leaves the editor: the editor's own rule, said in the list of keys.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) wishes.onChange?.(update.state.doc.toString());
    }),
  ];
  return new EditorView({ parent: wishes.parent, state: EditorState.create({ doc: wishes.text, extensions }) });
}

export function replaceText(editor: EditorView, text: string): void {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
}
