namespace MusicWeb.Ui;

/// <summary>Short messages for the person at this circuit, some with a way back.</summary>
public sealed class ToastFeed
{
    /// <summary>A message was added.</summary>
    public event Action<Toast>? Added;

    /// <summary>Shows a message for a few seconds.</summary>
    /// <param name="text">What happened, translated.</param>
    /// <param name="undo">Takes it back; null where there is no way back.</param>
    public void Show(string text, Func<Task>? undo = null) => Added?.Invoke(new Toast(text, undo, IsProblem: false));

    /// <summary>Shows why something did not happen.</summary>
    public void ShowProblem(string text) => Added?.Invoke(new Toast(text, Undo: null, IsProblem: true));
}

/// <summary>A short message.</summary>
/// <param name="Text">What happened, translated.</param>
/// <param name="Undo">Takes it back.</param>
/// <param name="IsProblem">Something did not happen.</param>
public sealed record Toast(string Text, Func<Task>? Undo, bool IsProblem);
