// What html-validate is asked for: all that it knows of HTML, with these answers to its questions.

import { HtmlValidate } from 'html-validate';

/** Of pages as they are written. */
const WRITTEN = {
  root: true,
  extends: [
    'html-validate:standard',
    'html-validate:document',
    'html-validate:recommended',
    'html-validate:a11y',
  ],
  rules: {
    // As the rest of the project writes it; both are the standard's.
    'doctype-style': ['error', { style: 'lowercase' }],
    // Two articles on one page: each has its own title.
    'heading-level': ['error', { allowMultipleH1: true }],
    // What comes from the page's own server needs no hash.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
};

/** Of what the browser makes of them, written out again. */
const RENDERED = {
  ...WRITTEN,
  rules: {
    ...WRITTEN.rules,
    // The twins' places are set by script, through the CSSOM; markup says nothing.
    'no-inline-style': 'off',
    // A role keeps the meaning of lists and tables that a changed `display` would cost them.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // Markup may leave these out, and the DOM needs them no more than markup does.
    'no-implicit-input-type': 'off',
    'prefer-tbody': 'off',
    // How the browser writes them out.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
  },
};

const [written, rendered] = [WRITTEN, RENDERED].map((rules) => new HtmlValidate(rules));

/** @param {string} markup @returns {Promise<string[]>} what is wrong with it */
export const judgeWritten = (markup) => judge(written, markup);

/** @param {string} markup @returns {Promise<string[]>} what is wrong with it */
export const judgeRendered = (markup) => judge(rendered, markup);

/** @param {HtmlValidate} validator @param {string} markup */
async function judge(validator, markup) {
  const { results } = await validator.validateString(markup);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, line, message, selector }) => `${ruleId} ${line}: ${message} ${selector}`,
    ),
  );
}
