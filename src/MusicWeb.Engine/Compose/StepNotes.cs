namespace MusicWeb.Engine.Compose;

/// <summary>Puts a part's notes in order.</summary>
internal static class StepNotes
{
    /// <summary>In order, one stroke a pitch and moment, and none running into the next of its pitch, which would cut it.</summary>
    public static List<StepNote> Tidy(IEnumerable<StepNote> notes)
    {
        var tidy = notes.GroupBy(note => (note.Step, note.Pitch)).Select(group => group.MaxBy(note => note.Velocity)).OrderBy(note => note.Step).ThenBy(note => note.Pitch).ToList();
        var lastByPitch = new Dictionary<int, int>();
        for (var i = 0; i < tidy.Count; i++)
        {
            if (lastByPitch.TryGetValue(tidy[i].Pitch, out var before) && tidy[before].Step + tidy[before].Steps > tidy[i].Step) tidy[before] = tidy[before] with { Steps = tidy[i].Step - tidy[before].Step };
            lastByPitch[tidy[i].Pitch] = i;
        }

        return tidy;
    }
}
