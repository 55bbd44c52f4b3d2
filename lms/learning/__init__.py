"""What was read online: how far each enrolment got in each module, in the edition it was read in."""
