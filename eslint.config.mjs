import js from '@eslint/js';
import imports from 'eslint-plugin-import-x';
import nounsanitized from 'eslint-plugin-no-unsanitized';
import globals from 'globals';

export default [
  { ignores: ['build/', 'dist/', 'tests/data/'] },
  js.configs.recommended,
  nounsanitized.configs.recommended,
  {
    plugins: { 'import-x': imports },
    rules: {
      eqeqeq: 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            { target: './web', from: ['./tests', './workshop'] },
            { target: './web', from: './node_modules', except: ['./@mozilla/readability'] },
            { target: './web/src', from: './web/demo' },
            { target: './workshop', from: './tests' },
          ],
        },
      ],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['web/**'], languageOptions: { globals: globals.browser } },
  {
    // Tests also hold functions that run in the page they drive.
    files: ['tests/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  { files: ['workshop/**'], languageOptions: { globals: globals.node } },
  { files: ['*.config.mjs'], rules: { 'import-x/no-default-export': 'off' } },
];
