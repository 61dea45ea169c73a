import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** @type {(max: number) => ['error', object]} */
const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }]

export default defineConfig(
  globalIgnores([
    'node_modules.former/',
    'out/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    '.dependency-cruiser.cjs',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked, // no `any`, no `!`, no @ts-ignore without a reason
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      complexity: ['error', 10],
      'max-lines': lines(300),
      'max-lines-per-function': lines(60),
      'max-params': ['error', 3],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.configs.strict],
  },
  // Plain scripts run before anything is installed; tsc still checks them through JSDoc.
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      'max-lines': lines(500),
      'max-lines-per-function': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }], // Playwright's fixtures
    },
  },
  // These tools load a default export.
  {
    files: ['*.config.{ts,js}', 'scripts/vitest-report.mjs', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
