/**
 * Joins class names. Nothing merges them: two utilities for one property are a mistake here, which
 * saves every page the 8 kB that would find out which of them was meant.
 */
export { clsx as cn } from 'clsx'
