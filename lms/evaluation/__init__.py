"""What people thought of the course, anonymously, in five dimensions (E98).

Words: *instrument* (a questionnaire, content of the curriculum), *invitation* (this person may answer, once),
*response* (the answers; nothing leads from it to the person)."""
