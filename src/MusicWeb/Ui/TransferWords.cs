using MusicWeb.Core.Credits;

namespace MusicWeb.Ui;

/// <summary>Kinds of entries in the books as people read them.</summary>
public static class TransferWords
{
    /// <summary>The English word, which is the key of its translation.</summary>
    public static string Of(TransferKind kind) => kind switch
    {
        TransferKind.Grant => "Received",
        TransferKind.Hold => "Held",
        TransferKind.Capture => "Spent",
        TransferKind.Void => "Returned",
        TransferKind.Adjust => "Corrected",
        TransferKind.Expire => "Expired",
        TransferKind.MoveOut => "Moved out",
        TransferKind.Mirror => "Read at the vendor",
        _ => "Moved in",
    };

    /// <summary>The look of its chip.</summary>
    public static string Look(TransferKind kind) => kind switch
    {
        TransferKind.Grant or TransferKind.Void or TransferKind.MoveIn => "state-good",
        TransferKind.Hold => "state-waiting",
        TransferKind.Adjust or TransferKind.Mirror => "state-warn",
        _ => "state-still",
    };

    /// <summary>Its icon.</summary>
    public static string Picture(TransferKind kind) => kind switch
    {
        TransferKind.Grant => "credits",
        TransferKind.Hold => "clock",
        TransferKind.Capture => "check",
        TransferKind.Void => "restore",
        TransferKind.Adjust => "rename",
        TransferKind.Mirror => "key",
        TransferKind.Expire => "close",
        TransferKind.MoveOut => "leave",
        _ => "download",
    };
}
