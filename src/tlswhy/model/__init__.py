"""What everything else talks in: transcripts, facts, cases, changes, clues, diagnoses."""
