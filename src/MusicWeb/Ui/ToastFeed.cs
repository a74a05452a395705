namespace MusicWeb.Ui;

/// <summary>Short messages for the person at this circuit, some with a way back.</summary>
public sealed class ToastFeed
{
    /// <summary>A message was added.</summary>
    public event Action<Toast>? Added;

    /// <summary>Shows a message for a few seconds.</summary>
    /// <param name="text">What happened, translated.</param>
    /// <param name="undo">Takes it back; null where there is no way back.</param>
    public void Show(string text, Func<Task>? undo = null) => Added?.Invoke(new Toast(text, undo, isProblem: false));

    /// <summary>Shows why something did not happen.</summary>
    public void ShowProblem(string text) => Added?.Invoke(new Toast(text, undo: null, isProblem: true));
}

/// <summary>A short message. Two that say the same are still two.</summary>
/// <param name="text">What happened, translated.</param>
/// <param name="undo">Takes it back.</param>
/// <param name="isProblem">Something did not happen.</param>
public sealed class Toast(string text, Func<Task>? undo, bool isProblem)
{
    /// <summary>What happened, translated.</summary>
    public string Text => text;

    /// <summary>Takes it back; null where there is no way back.</summary>
    public Func<Task>? Undo => undo;

    /// <summary>Something did not happen.</summary>
    public bool IsProblem => isProblem;
}
