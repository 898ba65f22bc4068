from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.faces.office.people import acts, files, membership, merging, seeing
from goldseam.faces.office.people.file import PersonFile
from goldseam.faces.office.people.lists import PeopleList
from goldseam.faces.office.people.many import MoveToHub
from goldseam.faces.office.people.policy import PEOPLE_POLICY

app_name = "people"
view, change, roles, history = (PEOPLE_POLICY.rule(action) for action in ("view", "change", "roles", "history"))
urlpatterns = [
    *paths_of(PeopleList),
    path("many/hub/", change(MoveToHub.as_view()), name="move_to_hub"),
    path("<int:pk>/", view(PersonFile.as_view()), name="file"),
    path("<int:pk>/note/", change(acts.WriteNote.as_view()), name="note"),
    path("<int:pk>/hold/", change(acts.HoldPerson.as_view()), name="hold"),
    path("<int:pk>/hold/<int:hold>/end/", change(acts.EndHold.as_view()), name="end_hold"),
    path("<int:pk>/files/add/", change(files.KeepFile.as_view()), name="keep_file"),
    path("<int:pk>/files/<int:file>/", history(files.ReadFile.as_view()), name="kept_file"),
    path("<int:pk>/files/<int:file>/remove/", change(files.TakeOutFile.as_view()), name="take_out_file"),
    path("<int:pk>/details/", change.asking_again()(acts.ChangeDetails.as_view()), name="details"),
    path("<int:pk>/merge/", change(merging.FindTwin.as_view()), name="find_twin"),
    path("<int:pk>/merge/<int:other>/", change.asking_again()(merging.MergeRecords.as_view()), name="merge"),
    path("<int:pk>/part/<int:merge>/", change.asking_again()(merging.PartRecords.as_view()), name="part"),
    path("<int:pk>/apart/<int:other>/", change(merging.TellApart.as_view()), name="apart"),
    path("<int:pk>/eyes/", PEOPLE_POLICY.rule("eyes").asking_again()(seeing.SeeAsMember.as_view()), name="see_as"),
    path("<int:pk>/membership/give/", change.asking_again()(membership.GiveTerm.as_view()), name="give_term"),
    path("<int:pk>/membership/<int:term>/end/", change.asking_again()(membership.EndGiven.as_view()), name="end_given"),
    path("<int:pk>/membership/pause/", change(membership.PauseForSomebody.as_view()), name="pause"),
    path("<int:pk>/membership/return/", change(membership.ReturnForSomebody.as_view()), name="return"),
    path("<int:pk>/roles/give/", roles.asking_again()(acts.GiveRole.as_view()), name="give_role"),
    path("<int:pk>/roles/<int:grant>/end/", roles.asking_again()(acts.EndRole.as_view()), name="end_role"),
]
