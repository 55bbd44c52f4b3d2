"""The pocket companion (E73, E130, E137): what somebody abroad needs at hand, without an account and without network.

Contacts and advice by country, phrasebooks, checklists, questions people ask, a calculator for money sent home and for
loans; and a question asked without a name, which the staff answer. Words: *asked question*, *answer*, *book*."""
